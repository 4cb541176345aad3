package org.maslin.server.plumbing.http;

import java.time.Duration;

/** Hears of every answered request. */
public interface RequestMeter {

    /**
     * @param route the template of the path, never a path with ids
     */
    void answered(String method, String route, int status, Duration took);
}
