package org.maslin.server.live;

import java.time.InstantSource;
import org.maslin.server.jobs.Jobs;
import org.maslin.server.plumbing.BackgroundLoop;
import org.maslin.server.plumbing.Events;
import org.maslin.server.plumbing.Settings;
import org.maslin.server.plumbing.http.Routes;
import org.maslin.server.projects.Projects;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;
import tools.jackson.databind.json.JsonMapper;

/** Wires live events. */
@Configuration(proxyBeanMethods = false)
public class LiveFeature {

    @Bean
    Live live(Jobs jobs, Projects projects, Events events, JsonMapper json, InstantSource clock) {
        return new Live(jobs, projects, events, json, clock);
    }

    @Bean
    BackgroundLoop liveLook(Live live, Settings settings) {
        return new BackgroundLoop("live-look", settings, live::look);
    }

    @Bean
    ApplicationListener<ContextClosedEvent> liveEnd(Live live) {
        return closed -> live.stop();
    }

    @Bean
    Routes liveRoutes(Live live) {
        return new LiveRoutes(live);
    }
}
