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

package io.github.trustproxy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.github.trustproxy.support.Shows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the fence around the core and between its users.
 */
class ArchitectureTests {

	private static final String CORE = "io.github.trustproxy";

	private static final JavaClasses classes = new ClassFileImporter()
		.importUrl(TrustProxy.class.getProtectionDomain().getCodeSource().getLocation());

	private static final DescribedPredicate<JavaClass> areInTheCore = describe("are in the core",
			(type) -> CorePackages.contain(type.getPackageName()));

	@Test
	void coreImportsOnlyTheJdkAndJspecify() {
		ArchRule rule = classes().that(areInTheCore)
			.should()
			.onlyDependOnClassesThat(areInTheCore
				.or(resideInAnyPackage("java..", "javax.net.ssl", "javax.security.auth.x500", "org.jspecify..")));
		rule.check(classes);
	}

	@ParameterizedTest(name = "{0} does not see its siblings")
	@ValueSource(strings = { "servlet", "webflux", "tomcat", "jetty", "netty", "tracing", "actuate" })
	void siblingsDoNotSeeEachOther(String sibling) {
		ArchRule rule = noClasses().that()
			.resideInAPackage(CORE + "." + sibling + "..")
			.should()
			.dependOnClassesThat(resideInAPackage(CORE + ".*..").and(not(areInTheCore))
				.and(not(resideInAPackage(CORE + "." + sibling + ".."))));
		checkWhereItExists(rule, sibling);
	}

	@Test
	void servletDoesNotSeeTheReactiveStack() {
		ArchRule rule = noClasses().that()
			.resideInAPackage(CORE + ".servlet..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("reactor..", "org.reactivestreams..", "org.springframework.web.reactive..",
					"org.springframework.web.server..", "org.springframework.http.server.reactive..");
		checkWhereItExists(rule, "servlet");
	}

	@Test
	void webfluxDoesNotSeeTheServletStack() {
		ArchRule rule = noClasses().that()
			.resideInAPackage(CORE + ".webflux..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("jakarta.servlet..", "org.springframework.web.servlet..",
					"org.springframework.web.filter..", "org.springframework.web.context..",
					"org.springframework.boot.web.servlet..");
		checkWhereItExists(rule, "webflux");
	}

	@ParameterizedTest(name = "{0} does not see Spring")
	@ValueSource(strings = { "tomcat", "jetty", "netty" })
	void serversDoNotSeeSpring(String server) {
		ArchRule rule = noClasses().that()
			.resideInAPackage(CORE + "." + server + "..")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("org.springframework..");
		checkWhereItExists(rule, server);
	}

	@Test
	void actuateSeesNeitherStack() {
		ArchRule rule = noClasses().that()
			.resideInAPackage(CORE + ".actuate..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("jakarta.servlet..", "reactor..", "org.reactivestreams..", "org.springframework.web..",
					"org.springframework.http..");
		checkWhereItExists(rule, "actuate");
	}

	@Test
	void nobodyImportsTheAutoConfiguration() {
		ArchRule rule = noClasses().that()
			.resideOutsideOfPackage(CORE + ".autoconfigure..")
			.should()
			.dependOnClassesThat()
			.resideInAPackage(CORE + ".autoconfigure..");
		rule.check(classes);
	}

	@Test
	void packagesAreFreeOfCycles() {
		slices().matching("io.github.(**)").should().beFreeOfCycles().check(classes);
	}

	@Test
	@Shows("threat-model.md: a host name as an address, to make the server ask the DNS")
	void nothingResolvesNames() {
		// Asked by the thread that looks after sources
		noClasses().that()
			.doNotHaveFullyQualifiedName(CORE + ".source.DnsReader")
			.should()
			.accessTargetWhere(calls(InetAddress.class,
					Set.of("getByName", "getAllByName", "getLocalHost", "getHostName", "getCanonicalHostName",
							"isReachable"))
				.or(calls(InetSocketAddress.class, Set.of("getHostName")))
				.or(constructs(InetSocketAddress.class, List.of(String.class.getName(), "int"))))
			.check(classes);
	}

	@Test
	void requestsKnowNothingOfHowListsAreKept() {
		noClasses().that()
			.resideInAnyPackage(CORE, CORE + ".servlet..", CORE + ".webflux..", CORE + ".tomcat..", CORE + ".jetty..",
					CORE + ".netty..")
			.should()
			.dependOnClassesThat()
			.resideInAPackage(CORE + ".source..")
			.check(classes);
	}

	@Test
	@Shows("threat-model.md: regular expressions that explode")
	void coreUsesNoRegularExpressions() {
		noClasses().that(areInTheCore)
			.should()
			.accessTargetWhere(calls(String.class,
					Set.of("split", "splitWithDelimiters", "matches", "replaceAll", "replaceFirst")))
			.orShould()
			.dependOnClassesThat()
			.resideInAPackage("java.util.regex")
			.check(classes);
	}

	@Test
	void coreKnowsOnlyAsciiCharacters() {
		// Start-up messages may know more kinds of characters than a request
		noClasses().that(areInTheCore)
			.and()
			.doNotBelongToAnyOf(TrustEntryProblem.class)
			.should()
			.accessTargetWhere(named(Character.class,
					(name) -> name.startsWith("is") || name.equals("digit") || name.equals("getNumericValue")
							|| name.startsWith("to")))
			.check(classes);
	}

	@Test
	void coreReadsNumbersItself() {
		// Integer.parseInt accepts signs, zeros in front and the digits of all scripts
		noClasses().that(areInTheCore)
			.and()
			.doNotBelongToAnyOf(TrustEntryProblem.class)
			.should()
			.accessTargetWhere(new DescribedPredicate<JavaAccess<?>>("parses a number") {

				@Override
				public boolean test(JavaAccess<?> access) {
					return access.getTargetOwner().isAssignableTo(Number.class)
							&& (access.getName().startsWith("parse") || access.getName().equals("decode")
									|| access.getName().equals("valueOf") && takesText(access));
				}

			})
			.check(classes);
	}

	@Test
	void coreTrimsOptionalWhiteSpaceOnly() {
		noClasses().that(areInTheCore)
			.and()
			.doNotBelongToAnyOf(TrustEntryProblem.class)
			.should()
			.accessTargetWhere(
					calls(String.class, Set.of("trim", "strip", "stripLeading", "stripTrailing", "isBlank", "lines")))
			.check(classes);
	}

	@Test
	void caseIsChangedWithALocale() {
		noClasses().should()
			.accessTargetWhere(new DescribedPredicate<JavaAccess<?>>("change the case without a locale") {

				@Override
				public boolean test(JavaAccess<?> access) {
					return access.getTargetOwner().isEquivalentTo(String.class)
							&& Set.of("toLowerCase", "toUpperCase").contains(access.getName())
							&& parameters(access).isEmpty();
				}

			})
			.check(classes);
	}

	@Test
	void autoConfigurationsArePublicAndFinal() {
		ArchRule rule = classes().that()
			.areAnnotatedWith(AutoConfiguration.class)
			.should()
			.bePublic()
			.andShould()
			.haveModifier(JavaModifier.FINAL);
		checkWhereItExists(rule, "autoconfigure");
	}

	@Test
	void beanMethodsArePackagePrivate() {
		ArchRule rule = methods().that().areAnnotatedWith(Bean.class).should().bePackagePrivate();
		checkWhereItExists(rule, "autoconfigure");
	}

	@Test
	void coreIsThere() {
		assertThat(classes.contain(TrustProxy.class)).isTrue();
		assertThat(classes.contain(ArchitectureTests.class)).isFalse();
	}

	@Test
	void mutantsAreMadeOfTheCore() throws IOException {
		Matcher pattern = Pattern.compile("<targetClasses>\\s*<param>~(.*?)</param>")
			.matcher(Files.readString(Path.of("pom.xml")));
		assertThat(pattern.find()).isTrue();
		String core = pattern.group(1).replace("${mutants}", "A-Za-z");
		assertThat(classes).allSatisfy((type) -> assertThat(type.getName().matches(core)).as(type.getName())
			.isEqualTo(areInTheCore.test(type) && !type.getPackageName().equals(CORE + ".source")));
		assertThat(CORE + ".explain.Explanation").matches(core);
		assertThat(CorePackages.contain(CORE + ".explain")).isTrue();
	}

	/**
	 * A package that does not exist yet, or only has a description, breaks no rule.
	 */
	private static void checkWhereItExists(ArchRule rule, String name) {
		boolean exists = classes.stream()
			.anyMatch((candidate) -> candidate.getPackageName().startsWith(CORE + "." + name)
					&& !candidate.getSimpleName().equals("package-info"));
		rule.allowEmptyShould(!exists).check(classes);
	}

	private static DescribedPredicate<JavaAccess<?>> calls(Class<?> owner, Set<String> names) {
		return named(owner, names::contains);
	}

	private static DescribedPredicate<JavaAccess<?>> named(Class<?> owner, Predicate<String> names) {
		return new DescribedPredicate<>("call certain methods of " + owner.getName()) {

			@Override
			public boolean test(JavaAccess<?> access) {
				return access.getTargetOwner().isAssignableTo(owner) && names.test(access.getName());
			}

		};
	}

	private static DescribedPredicate<JavaAccess<?>> constructs(Class<?> owner, List<String> parameters) {
		return new DescribedPredicate<>("construct " + owner.getName() + " from " + parameters) {

			@Override
			public boolean test(JavaAccess<?> access) {
				return access.getTargetOwner().isEquivalentTo(owner) && access.getName().equals("<init>")
						&& parameters(access).equals(parameters);
			}

		};
	}

	private static boolean takesText(JavaAccess<?> access) {
		return parameters(access).contains(String.class.getName());
	}

	private static List<String> parameters(JavaAccess<?> access) {
		return (access.getTarget() instanceof AccessTarget.CodeUnitAccessTarget target)
				? target.getRawParameterTypes().stream().map(JavaClass::getName).toList() : List.of();
	}

}
