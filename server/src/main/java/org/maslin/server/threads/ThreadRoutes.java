package org.maslin.server.threads;

import org.maslin.security.Action;
import org.maslin.server.plumbing.http.Reply;
import org.maslin.server.plumbing.http.Request;
import org.maslin.server.plumbing.http.RouteTable;
import org.maslin.server.plumbing.http.Routes;

/** The HTTP of threads. */
final class ThreadRoutes implements Routes {

    private final Threads threads;

    ThreadRoutes(Threads threads) {
        this.threads = threads;
    }

    @Override
    public void addTo(RouteTable table) {
        table.get("/projects/{projectId}/threads", Action.ANNOTATE, this::list);
        table.post("/projects/{projectId}/threads", Action.ANNOTATE, this::ask);
        table.get(
                "/projects/{projectId}/threads/counts",
                Action.ANNOTATE,
                r -> Reply.ok(threads.counts(r.principal(), r.id("projectId"))));
        table.get(
                "/threads/{threadId}",
                Action.ANNOTATE,
                r -> Reply.ok(threads.get(r.principal(), r.id("threadId"))));
        table.patch(
                "/threads/{threadId}",
                Action.ANNOTATE,
                r ->
                        Reply.ok(
                                threads.change(
                                        r.principal(),
                                        r.id("threadId"),
                                        r.body(ThreadChange.class))));
        table.post(
                "/threads/{threadId}/messages",
                Action.ANNOTATE,
                r ->
                        Reply.created(
                                threads.say(
                                        r.principal(),
                                        r.id("threadId"),
                                        r.body(NewMessage.class))));
        table.post(
                "/threads/{threadId}/read",
                Action.ANNOTATE,
                r -> Reply.ok(threads.read(r.principal(), r.id("threadId"))));
    }

    private Reply list(Request request) {
        return Reply.ok(
                threads.list(
                        request.principal(),
                        request.id("projectId"),
                        request.wordQuery("state", ThreadState.class),
                        request.idQuery("task"),
                        request.query("section"),
                        request.flag("mine"),
                        request.afterId(),
                        request.limit()));
    }

    private Reply ask(Request request) {
        return Reply.created(
                threads.ask(
                        request.principal(),
                        request.id("projectId"),
                        request.body(NewThread.class)));
    }
}
