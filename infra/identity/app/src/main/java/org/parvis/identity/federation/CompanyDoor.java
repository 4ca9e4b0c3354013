package org.parvis.identity.federation;

import org.parvis.identity.signin.OtherDoor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tells the sign-in page that there is another way in. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CompanySettings.class)
class CompanyDoor {

    @Bean
    OtherDoor otherDoor(CompanySettings settings) {
        return new OtherDoor(
                settings.isOn() ? settings.label() : null, settings.localPasswords(), settings.breakGlass());
    }
}
