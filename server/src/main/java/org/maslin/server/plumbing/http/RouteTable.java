package org.maslin.server.plumbing.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.maslin.security.Action;
import org.springframework.http.HttpMethod;

/**
 * All routes of the native API. A route needs the action that its caller must be granted; the few
 * that visitors may call say so by name. There is no third way to add one.
 */
public final class RouteTable {

    /**
     * @param path below the base of the API, such as {@code /projects/{projectId}}
     * @param action what the caller must be granted, or null for an open route
     */
    record Route(HttpMethod method, String path, @Nullable Action action, Handler handler) {}

    private final List<Route> routes = new ArrayList<>();

    public void get(String path, Action action, Handler handler) {
        routes.add(new Route(HttpMethod.GET, path, action, handler));
    }

    public void post(String path, Action action, Handler handler) {
        routes.add(new Route(HttpMethod.POST, path, action, handler));
    }

    public void put(String path, Action action, Handler handler) {
        routes.add(new Route(HttpMethod.PUT, path, action, handler));
    }

    public void patch(String path, Action action, Handler handler) {
        routes.add(new Route(HttpMethod.PATCH, path, action, handler));
    }

    public void delete(String path, Action action, Handler handler) {
        routes.add(new Route(HttpMethod.DELETE, path, action, handler));
    }

    /** A route for everybody, signed in or not. */
    public void open(HttpMethod method, String path, Handler handler) {
        routes.add(new Route(method, path, null, handler));
    }

    /** What each route that is not open needs, by {@code METHOD path}. */
    Map<String, Action> actions() {
        var actions = new TreeMap<String, Action>();
        for (Route route : routes) {
            if (route.action() != null) {
                actions.put(route.method() + " " + route.path(), route.action());
            }
        }
        return actions;
    }

    List<Route> routes() {
        return List.copyOf(routes);
    }
}
