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

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.util.ReflectionUtils;

/**
 * Refuses what rewrites requests according to forwarding headers. It is looked for among
 * the very objects that requests pass, however they were declared, and inside of those
 * that pass requests on to others, such as a composite filter or a decorator.
 */
final class CompetingRewrites {

	/** What a report ends with. */
	static final String MIGRATION = " https://github.com/trustproxy/trust-proxy/blob/main/docs/migration.md"
			+ " says what to write instead.";

	/**
	 * What rewrites requests, and whose it is. They are known by name because none of
	 * them has to be on the class path.
	 */
	private static final Map<String, String> OWNERS = Map.of("org.apache.catalina.filters.RemoteIpFilter", "Tomcat",
			"org.apache.catalina.valves.RemoteIpValve", "Tomcat", "org.eclipse.jetty.server.ForwardedRequestCustomizer",
			"Jetty", "org.springframework.web.filter.ForwardedHeaderFilter", "Spring",
			"org.springframework.web.server.adapter.ForwardedHeaderTransformer", "Spring");

	/**
	 * What passes requests on to what it keeps in its fields.
	 */
	private static final Set<String> CONTAINERS = Set.of("jakarta.servlet.Filter",
			"org.springframework.http.server.reactive.HttpHandler",
			"org.springframework.security.web.SecurityFilterChain");

	private final String place;

	private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

	private CompetingRewrites(String place) {
		this.place = place;
	}

	/**
	 * Throw an exception if an object, or something inside of it, rewrites requests.
	 * @param passed the object that requests pass
	 * @param place where it was found, for the report, such as {@code " in a filter"}
	 * @throws CompetingRewriteException if it is, or has, a competitor
	 */
	static void refuse(@Nullable Object passed, String place) {
		new CompetingRewrites(place).visit(passed);
	}

	/**
	 * Return the place of a servlet filter.
	 * @param name the name that it is registered with
	 */
	static String inFilter(String name) {
		return " in the filter '%s'".formatted(name);
	}

	/**
	 * Throw an exception if a class rewrites requests.
	 * @param type the class of an object that requests pass
	 * @param place where it was found
	 * @throws CompetingRewriteException if it is a competitor
	 */
	static void refuseType(Class<?> type, String place) {
		for (Class<?> candidate = type; candidate != null; candidate = candidate.getSuperclass()) {
			String owner = OWNERS.get(candidate.getName());
			if (owner != null) {
				throw new CompetingRewriteException("%s of %s%s".formatted(candidate.getSimpleName(), owner, place));
			}
		}
	}

	private void visit(@Nullable Object value) {
		if (value instanceof Object[] values) {
			visitAll(values, Arrays.asList(values));
		}
		else if (value instanceof Collection<?> values && isOfJdk(values)) {
			visitAll(values, values);
		}
		else if (value instanceof Map<?, ?> map && isOfJdk(map)) {
			visitAll(map, map.values());
		}
		else if (value != null) {
			refuseType(value.getClass(), this.place);
			if (isContainer(value.getClass()) && this.seen.add(value)) {
				visitFields(value);
			}
		}
	}

	private void visitAll(Object owner, Collection<?> values) {
		if (this.seen.add(owner)) {
			for (Object value : readable(values)) {
				visit(value);
			}
		}
	}

	/**
	 * A collection may wrap one that is not there yet, and other threads may use it. What
	 * it has cannot be seen then, which is no reason not to start.
	 */
	private static Object[] readable(Collection<?> values) {
		try {
			return values.toArray();
		}
		catch (RuntimeException ex) {
			return new Object[0];
		}
	}

	/**
	 * To read what others call a collection may mean to ask a database.
	 */
	private static boolean isOfJdk(Object value) {
		return value.getClass().getClassLoader() == null;
	}

	private void visitFields(Object container) {
		for (Class<?> type = container.getClass(); type != null; type = type.getSuperclass()) {
			for (Field field : fields(type)) {
				if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()
						&& field.trySetAccessible()) {
					visit(ReflectionUtils.getField(field, container));
				}
			}
		}
	}

	/**
	 * Return the fields of a class. It has none that can be seen if the type of one is
	 * not on the class path.
	 */
	private static Field[] fields(Class<?> type) {
		try {
			return type.getDeclaredFields();
		}
		catch (NoClassDefFoundError ex) {
			return new Field[0];
		}
	}

	private static boolean isContainer(@Nullable Class<?> type) {
		if (type == null) {
			return false;
		}
		for (Class<?> implemented : type.getInterfaces()) {
			if (isContainer(implemented)) {
				return true;
			}
		}
		return CONTAINERS.contains(type.getName()) || isContainer(type.getSuperclass());
	}

}
