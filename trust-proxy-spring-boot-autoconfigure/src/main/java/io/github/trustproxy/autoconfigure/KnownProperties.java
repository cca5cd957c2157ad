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

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

import io.github.trustproxy.NameSuggestion;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.ResolvableType;

/**
 * The properties that exist below {@code trust-proxy}: whatever
 * {@link TrustProxyProperties} binds, so that there is no list to maintain.
 */
final class KnownProperties {

	static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("trust-proxy");

	/**
	 * Names, in uniform form, that are like others by their letters, but not by what was
	 * meant.
	 */
	private static final Map<String, String> MEANT = Map.of("headernamesfor", "client-ip-header");

	private KnownProperties() {
	}

	/**
	 * Return whether a name is that of the root, of a property or of something in a list
	 * or a map.
	 */
	static boolean contains(ConfigurationPropertyName name) {
		int index = ROOT.getNumberOfElements();
		return ROOT.equals(name) || isIndexOfLast(name, index) || (ROOT.isAncestorOf(name)
				&& contains(ResolvableType.forClass(TrustProxyProperties.class), name, index));
	}

	private static boolean contains(ResolvableType type, ConfigurationPropertyName name, int index) {
		Class<?> rawType = type.resolve(Object.class);
		if (index == name.getNumberOfElements()) {
			return true;
		}
		if (rawType.isRecord()) {
			ResolvableType component = component(rawType,
					name.getElement(index, ConfigurationPropertyName.Form.UNIFORM));
			return component != null && contains(component, name, index + 1);
		}
		if (Map.class.isAssignableFrom(rawType)) {
			ResolvableType value = type.asMap().getGeneric(1);
			// The key of a text may have dots
			return value.resolve(Object.class) == String.class || contains(value, name, index + 1);
		}
		return Collection.class.isAssignableFrom(rawType) && name.isNumericIndex(index)
				&& contains(type.asCollection().getGeneric(), name, index + 1);
	}

	/**
	 * Return the name that was probably meant.
	 * @param name a name that does not exist
	 * @return a name, or {@code null} if none is like it
	 */
	static @Nullable String suggest(ConfigurationPropertyName name) {
		String meant = meant(IntStream.range(ROOT.getNumberOfElements(), name.getNumberOfElements())
			.mapToObj((index) -> name.getElement(index, ConfigurationPropertyName.Form.UNIFORM))
			.toList());
		return (meant != null) ? ROOT.append(meant).toString()
				: suggest(ResolvableType.forClass(TrustProxyProperties.class), name, ROOT);
	}

	/**
	 * Go on as long as the elements of the name exist.
	 * @param found the part of the name that exists, which is of the type
	 */
	private static @Nullable String suggest(ResolvableType type, ConfigurationPropertyName name,
			ConfigurationPropertyName found) {
		int index = found.getNumberOfElements();
		Class<?> rawType = type.resolve(Object.class);
		if (index == name.getNumberOfElements() || (!rawType.isRecord() && !Map.class.isAssignableFrom(rawType))) {
			return found.toString();
		}
		String element = name.getElement(index, ConfigurationPropertyName.Form.DASHED);
		if (!rawType.isRecord()) {
			return suggest(type.asMap().getGeneric(1), name, found.append(element));
		}
		String meant = meant(rawType, element);
		if (meant == null) {
			return null;
		}
		ResolvableType component = component(rawType, meant.replace("-", ""));
		return (component != null) ? suggest(component, name, found.append(meant)) : null;
	}

	/**
	 * Return the property that was meant with a name although others are more like it.
	 * @param words the words of the name, without the root
	 * @return the name below the root, or {@code null} if there is nothing special
	 */
	static @Nullable String meant(List<String> words) {
		return MEANT.get(String.join("", words));
	}

	private static @Nullable String meant(Class<?> type, String element) {
		List<String> names = Arrays.stream(type.getRecordComponents())
			.map((component) -> DataObjectPropertyName.toDashedForm(component.getName()))
			.toList();
		String nearest = NameSuggestion.find(element, names);
		if (nearest != null) {
			return nearest;
		}
		List<String> words = List.of(element.split("-"));
		return names.stream().filter((name) -> List.of(name.split("-")).containsAll(words)).findFirst().orElse(null);
	}

	private static @Nullable ResolvableType component(Class<?> type, String uniformName) {
		for (RecordComponent component : type.getRecordComponents()) {
			if (component.getName().toLowerCase(Locale.ROOT).equals(uniformName)) {
				return ResolvableType.forType(component.getGenericType());
			}
		}
		return null;
	}

	private static boolean isIndexOfLast(ConfigurationPropertyName name, int index) {
		return name.getNumberOfElements() == index + 1 && name.isNumericIndex(index) && ROOT.isAncestorOf(name);
	}

	/**
	 * Return a name as it is usually written.
	 * @param name the name of a property, in any form
	 */
	static String canonicalName(ConfigurationPropertyName name) {
		return all().stream()
			.map(Property::name)
			.filter((property) -> ConfigurationPropertyName.of(property).equals(name))
			.findFirst()
			.orElseGet(name::toString);
	}

	/**
	 * Return the names of all properties, those in records included. What is in a map has
	 * the name of the map.
	 */
	static List<Property> all() {
		List<Property> properties = new ArrayList<>();
		add(ROOT.toString(), TrustProxyProperties.class, properties);
		return properties;
	}

	private static void add(String prefix, Class<?> type, List<Property> properties) {
		for (RecordComponent component : type.getRecordComponents()) {
			String name = prefix + "." + DataObjectPropertyName.toDashedForm(component.getName());
			if (component.getType().isRecord()) {
				add(name, component.getType(), properties);
			}
			else {
				properties.add(new Property(name, component.getType()));
			}
		}
	}

	/**
	 * A property.
	 *
	 * @param name its name, with the root
	 * @param type its type
	 */
	record Property(String name, Class<?> type) {

		boolean isList() {
			return Collection.class.isAssignableFrom(this.type);
		}

		boolean isMap() {
			return Map.class.isAssignableFrom(this.type);
		}

		/**
		 * Return the name as it is written below the root.
		 */
		String shortName() {
			return this.name.substring(ROOT.toString().length() + 1);
		}

	}

}
