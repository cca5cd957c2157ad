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

import io.github.trustproxy.netty.NettyDoor;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.server.HttpServer;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.reactor.netty.NettyWebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.util.ReflectionUtils;

/**
 * Stops the start if Reactor Netty has a handler that rewrites requests as well. The
 * server has been configured by then, but has not opened its port.
 */
final class CompetingHandlerCheck implements SmartInitializingSingleton {

	private final ApplicationContext context;

	CompetingHandlerCheck(ApplicationContext context) {
		this.context = context;
	}

	@Override
	public void afterSingletonsInstantiated() {
		if (this.context instanceof WebServerApplicationContext serverContext
				&& serverContext.getWebServer() instanceof NettyWebServer webServer) {
			HttpServer server = serverOf(webServer);
			if (server != null && NettyDoor.isReplaced(server)) {
				throw new CompetingRewriteException("call of forwarded(…) on Reactor Netty's HttpServer");
			}
		}
	}

	/**
	 * Spring Boot does not hand it out.
	 */
	private static @Nullable HttpServer serverOf(NettyWebServer webServer) {
		Field field = ReflectionUtils.findField(NettyWebServer.class, null, HttpServer.class);
		if (field == null) {
			return null;
		}
		ReflectionUtils.makeAccessible(field);
		return (HttpServer) ReflectionUtils.getField(field, webServer);
	}

}
