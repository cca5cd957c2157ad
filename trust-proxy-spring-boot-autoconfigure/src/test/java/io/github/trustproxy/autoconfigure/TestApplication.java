/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.trustproxy.autoconfigure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.web.context.reactive.AnnotationConfigReactiveWebApplicationContext;
import org.springframework.boot.web.context.servlet.AnnotationConfigServletWebApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * A web application as its operator sees it: configured with files and environment
 * variables, and started with all that Boot does at a start, only without a server.
 */
public final class TestApplication {

	private final Path directory;

	private final WebApplicationType type;

	private final Map<String, Object> variables = new HashMap<>();

	private final List<String> arguments = new ArrayList<>();

	private final List<Class<?>> configurations = new ArrayList<>();

	private TestApplication(Path directory, WebApplicationType type) {
		this.directory = directory;
		this.type = type;
		this.configurations.add(TrustProxyConfiguration.class);
	}

	public static TestApplication servlet(Path directory) {
		return new TestApplication(directory, WebApplicationType.SERVLET);
	}

	public static TestApplication reactive(Path directory) {
		return new TestApplication(directory, WebApplicationType.REACTIVE);
	}

	TestApplication yaml(String content) {
		return write("application.yml", content);
	}

	/**
	 * Properties take precedence over YAML.
	 */
	public TestApplication properties(String content) {
		return write("application.properties", content);
	}

	TestApplication profile(String name, String yaml) {
		return write("application-" + name + ".yml", yaml);
	}

	/**
	 * A directory with a file for each key, as Kubernetes mounts it.
	 */
	TestApplication configTree(String file, String content) {
		Path tree = this.directory.resolve("tree");
		try {
			Files.createDirectories(tree.resolve(file).getParent());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return write("tree/" + file, content).argument("--spring.config.import=configtree:" + tree + "/");
	}

	private TestApplication write(String file, String content) {
		try {
			Files.writeString(this.directory.resolve(file), content);
			return this;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	TestApplication variable(String name, String value) {
		this.variables.put(name, value);
		return this;
	}

	TestApplication argument(String argument) {
		this.arguments.add(argument);
		return this;
	}

	public TestApplication with(Class<?> configuration) {
		this.configurations.add(configuration);
		return this;
	}

	public ConfigurableApplicationContext start() {
		SpringApplication application = new SpringApplication(this.configurations.toArray(Class[]::new));
		application.setWebApplicationType(this.type);
		application.setApplicationContextFactory(
				(type) -> (this.type == WebApplicationType.SERVLET) ? new AnnotationConfigServletWebApplicationContext()
						: new AnnotationConfigReactiveWebApplicationContext());
		application.setEnvironment(environment());
		application.setBannerMode(Banner.Mode.OFF);
		application.setLogStartupInfo(false);
		application.setRegisterShutdownHook(false);
		List<String> allArguments = new ArrayList<>(this.arguments);
		allArguments.add("--spring.config.location=" + this.directory.toUri());
		return application.run(allArguments.toArray(String[]::new));
	}

	private StandardEnvironment environment() {
		String name = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().replace(name, new SystemEnvironmentPropertySource(name, this.variables));
		return environment;
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ TrustProxyAutoConfiguration.class, TrustProxyServletAutoConfiguration.class,
			TrustProxyWebMvcAutoConfiguration.class, TrustProxyWebFluxAutoConfiguration.class })
	static class TrustProxyConfiguration {

	}

}
