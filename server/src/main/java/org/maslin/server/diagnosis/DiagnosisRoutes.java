package org.maslin.server.diagnosis;

import org.maslin.security.Action;
import org.maslin.server.plumbing.http.Reply;
import org.maslin.server.plumbing.http.RouteTable;
import org.maslin.server.plumbing.http.Routes;

/** The HTTP of diagnosis. */
final class DiagnosisRoutes implements Routes {

    private final Diagnoses diagnoses;

    DiagnosisRoutes(Diagnoses diagnoses) {
        this.diagnoses = diagnoses;
    }

    @Override
    public void addTo(RouteTable table) {
        table.get(
                "/projects/{projectId}/diagnosis",
                Action.READ_QUALITY,
                r -> Reply.ok(diagnoses.of(r.principal(), r.id("projectId"))));
    }
}
