package org.parvis.gateway.door;

import org.parvis.gateway.guard.ClientAddress;
import org.parvis.gateway.setting.GatewaySettings;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the door into the server. */
@Configuration(proxyBeanMethods = false)
class DoorConfiguration {

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> door(ClientAddress addresses, GatewaySettings settings) {
        return server -> {
            server.setProtocol(DoorProtocol.class.getName());
            server.addConnectorCustomizers(connector -> {
                if (connector.getProtocolHandler() instanceof DoorProtocol protocol) {
                    protocol.limit(addresses::isTrusted, settings.headerWithin());
                }
            });
        };
    }
}
