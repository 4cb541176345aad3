package org.maslin.server.plumbing.http;

/** The HTTP of one feature. */
public interface Routes {

    void addTo(RouteTable table);
}
