package org.maslin.server.loop;

import java.util.Map;
import org.maslin.security.Action;
import org.maslin.server.plumbing.http.Reply;
import org.maslin.server.plumbing.http.Request;
import org.maslin.server.plumbing.http.RouteTable;
import org.maslin.server.plumbing.http.Routes;

/** The HTTP of chains. */
final class LoopRoutes implements Routes {

    private final Chains chains;

    LoopRoutes(Chains chains) {
        this.chains = chains;
    }

    @Override
    public void addTo(RouteTable table) {
        table.get(
                "/chains",
                Action.READ_CHAINS,
                r -> Reply.ok(Map.of("items", chains.list(r.principal()))));
        table.post("/chains", Action.RUN_CHAIN, this::start);
        table.get(
                "/chains/{chainId}",
                Action.READ_CHAINS,
                r -> Reply.ok(chains.get(r.principal(), r.id("chainId"))));
        table.post(
                "/chains/{chainId}/pause",
                Action.RUN_CHAIN,
                r -> Reply.ok(chains.pause(r.principal(), r.id("chainId"))));
        table.post(
                "/chains/{chainId}/resume",
                Action.RUN_CHAIN,
                r -> Reply.ok(chains.resume(r.principal(), r.id("chainId"))));
    }

    private Reply start(Request request) {
        return Reply.created(
                chains.start(
                        request.principal(),
                        request.body(NewChain.class),
                        request.header("Idempotency-Key")));
    }
}
