package org.maslin.server.plumbing.http;

import static org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy.SAME_ORIGIN;

import java.util.List;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.HttpFirewall;

/**
 * The headers and the firewall around every response. Who may call what is not decided here but at
 * the route; see {@link Router}.
 */
@Configuration(proxyBeanMethods = false)
public class SecurityHeaders {

    private static final String AS_IT_IS = "passthrough";

    private static final String CONTENT_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self';"
                    + " img-src 'self' blob:; media-src 'self'; connect-src 'self'; worker-src 'self' blob:;"
                    + " base-uri 'none'; form-action 'self'; frame-ancestors 'none';"
                    + " require-trusted-types-for 'script';"
                    + " trusted-types svelte-trusted-html dompurify maslin-pdf";

    /** Below these, names stand in paths. */
    private static final List<String> DIALECTS = List.of("/scale/");

    /** A slash in a name comes as %2F; what may come where is the firewall's to say. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> slashesInNames() {
        return tomcat ->
                tomcat.addConnectorCustomizers(
                        connector -> {
                            connector.setEncodedSolidusHandling(AS_IT_IS);
                            connector.setEncodedReverseSolidusHandling(AS_IT_IS);
                        });
    }

    @Bean
    HttpFirewall firewall() {
        return new PathFirewall(DIALECTS);
    }

    @Bean
    SecurityFilterChain headers(HttpSecurity http) throws Exception {
        return http.sessionManagement(
                        session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .authorizeHttpRequests(all -> all.anyRequest().permitAll())
                .headers(
                        headers ->
                                headers.contentSecurityPolicy(
                                                policy -> policy.policyDirectives(CONTENT_POLICY))
                                        .referrerPolicy(Customizer.withDefaults())
                                        .crossOriginOpenerPolicy(
                                                policy -> policy.policy(SAME_ORIGIN)))
                .build();
    }
}
