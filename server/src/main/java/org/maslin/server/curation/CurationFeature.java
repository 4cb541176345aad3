package org.maslin.server.curation;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires curation. */
@Configuration(proxyBeanMethods = false)
public class CurationFeature {

    @Bean
    Curations curations() {
        return new Curations();
    }
}
