package org.maslin.server.plumbing.http;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.maslin.server.plumbing.Ids;
import org.maslin.server.plumbing.Settings;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.PathResourceResolver;

/** The web server around the features: the app's files beside the API. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration(
        exclude = {UserDetailsServiceAutoConfiguration.class, ObservationAutoConfiguration.class})
@Import(SecurityHeaders.class)
public class WebConfiguration implements WebMvcConfigurer {

    private static final String APP = "classpath:/web/";

    @Bean
    FilterRegistrationBean<RequestIds> requestIds(Ids ids) {
        var filter = new FilterRegistrationBean<>(new RequestIds(ids::next));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }

    @Bean
    FilterRegistrationBean<MetricsDoor> metricsDoor(Settings settings) {
        var filter = new FilterRegistrationBean<>(new MetricsDoor(settings.metricsToken()));
        filter.addUrlPatterns("/actuator/prometheus", "/actuator/prometheus/*");
        return filter;
    }

    /** The root names no file, which resource handlers refuse. */
    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        registry.addViewController("/").setViewName("forward:/index.html");
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/assets/**")
                .addResourceLocations(APP + "assets/")
                .setCacheControl(CacheControl.maxAge(Duration.ofDays(365)).immutable());
        registry.addResourceHandler("/**")
                .addResourceLocations(APP)
                .setCacheControl(CacheControl.noCache())
                // Files in the archive all bear one date, so a date cannot tell an old page from a
                // new one.
                .setUseLastModified(false)
                .resourceChain(false)
                .addResolver(new Rooms())
                .addTransformer(new AppBase());
    }

    /** A path that is no file is one of the app's rooms; the app finds the way there. */
    private static final class Rooms extends PathResourceResolver {

        @Override
        protected @Nullable Resource getResource(String path, Resource location)
                throws IOException {
            Resource file = super.getResource(path, location);
            if (file != null) {
                return file;
            }
            boolean room = !path.substring(path.lastIndexOf('/') + 1).contains(".");
            return room ? super.getResource("index.html", location) : null;
        }
    }
}
