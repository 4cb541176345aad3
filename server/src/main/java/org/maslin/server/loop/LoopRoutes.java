package org.maslin.server.loop;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.maslin.security.Action;
import org.maslin.server.plumbing.http.Reply;
import org.maslin.server.plumbing.http.Request;
import org.maslin.server.plumbing.http.RouteTable;
import org.maslin.server.plumbing.http.Routes;
import org.maslin.server.report.ReportPage;

/** The HTTP of chains. */
final class LoopRoutes implements Routes {

    private final Chains chains;
    private final ChainReports reports;

    LoopRoutes(Chains chains, ChainReports reports) {
        this.chains = chains;
        this.reports = reports;
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
        table.get("/chains/{chainId}/report", Action.READ_CHAINS, this::report);
        table.post(
                "/chains/{chainId}/pause",
                Action.RUN_CHAIN,
                r -> Reply.ok(chains.pause(r.principal(), r.id("chainId"))));
        table.post(
                "/chains/{chainId}/resume",
                Action.RUN_CHAIN,
                r -> Reply.ok(chains.resume(r.principal(), r.id("chainId"))));
    }

    /** The report brings a style of its own, and the policy that allows just that. */
    private Reply report(Request request) {
        String html = reports.report(request.principal(), request.id("chainId")).html();
        return Reply.page(
                "text/html;charset=UTF-8",
                out -> out.write(html.getBytes(StandardCharsets.UTF_8)),
                ReportPage.contentPolicy());
    }

    private Reply start(Request request) {
        return Reply.created(
                chains.start(
                        request.principal(),
                        request.body(NewChain.class),
                        request.header("Idempotency-Key")));
    }
}
