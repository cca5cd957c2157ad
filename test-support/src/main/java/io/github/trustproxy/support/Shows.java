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

package io.github.trustproxy.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the row of a table of the documentation that a test shows. The columns of the
 * table that name tests are filled with them: see CONTRIBUTING.md.
 */
@Retention(RetentionPolicy.SOURCE)
@Target({ ElementType.TYPE, ElementType.METHOD })
@Repeatable(Shows.All.class)
public @interface Shows {

	/**
	 * The name of the page and the beginning of the row, without backticks:
	 * {@code "explain.md: clients on the Internet forge headers"}.
	 */
	String value();

	/**
	 * What the headings of the columns contain that it is for, such as {@code servlet}
	 * for {@code test on Tomcat, servlet}. All without it.
	 */
	String on() default "";

	/**
	 * Several rows.
	 */
	@Retention(RetentionPolicy.SOURCE)
	@Target({ ElementType.TYPE, ElementType.METHOD })
	@interface All {

		/**
		 * The rows.
		 */
		Shows[] value();

	}

}
