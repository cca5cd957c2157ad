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

package io.github.trustproxy.test;

import java.util.Set;
import java.util.stream.Collectors;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of what users see, and of what they need for it.
 */
class ArchitectureTests {

	private static final JavaClasses classes = new ClassFileImporter()
		.importUrl(ForwardedRequest.class.getProtectionDomain().getCodeSource().getLocation());

	@Test
	void publicIsWhatTestsNeed() {
		Set<String> names = classes.stream()
			.filter((type) -> type.getModifiers().contains(JavaModifier.PUBLIC))
			.map(JavaClass::getSimpleName)
			.collect(Collectors.toSet());
		assertThat(names).containsExactlyInAnyOrder("ForwardedRequest", "ForwardedRequests", "TrustProxySetting",
				"TrustProxySettingAssert", "DecisionAssert", "Topology", "Proxy", "AttackAssert", "Deception", "Gain",
				"ForwardedMockMvcAutoConfiguration");
	}

	@Test
	void whatIsPublicCannotBeExtended() {
		classes().that().arePublic().should().haveModifier(JavaModifier.FINAL).check(classes);
		methods().that().areAnnotatedWith(Bean.class).should().bePackagePrivate().check(classes);
	}

	/**
	 * An application has one of the stacks.
	 */
	@Test
	void requestsAndSettingsNeedNoStack() {
		noClasses().that()
			.haveSimpleNameNotContaining("MockMvc")
			.and()
			.haveSimpleNameNotStartingWith("ForwardedRequestPostProcessor")
			.and()
			.haveSimpleNameNotStartingWith("ForwardedRequests")
			.and()
			.haveSimpleNameNotStartingWith("ForwardedWebTestClient")
			.and()
			.haveSimpleNameNotStartingWith("ForwardingFilter")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("jakarta.servlet..", "reactor..", "org.springframework.mock.web..",
					"org.springframework.web.server..")
			.check(classes);
	}

}
