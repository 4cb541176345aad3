package org.maslin.server.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.maslin.security.audit.AuditFinding;
import org.maslin.security.audit.AuditVerifier;
import org.maslin.security.audit.VerifierKey;
import org.maslin.server.Labeling;
import org.maslin.server.TestServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AuditExportIT {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** An owner read in it who had done what in every other organisation of the server. */
    @Test
    void export_ofOneOrganisation_holdsOtherEntriesByTheirHash_andVerifies() throws IOException {
        var ours = new Labeling();
        var others = new Labeling();
        String project = ours.choice(1, 1);
        String foreign = others.choice(1, 1);

        String log = ours.owner().get("/audit/export").text();

        assertThat(log).contains(project).doesNotContain(foreign);
        List<JsonNode> entries =
                log.lines().map(JSON::readTree).filter(line -> line.has("sequence")).toList();
        assertThat(entries.stream().filter(line -> line.has("leaf")))
                .hasSize(count(ours))
                .hasSizeLessThan(entries.size());
        var in = new ByteArrayInputStream(log.getBytes(StandardCharsets.UTF_8));
        AuditFinding finding = new AuditVerifier(key()).verify(in);
        assertThat(finding.intact()).as(finding.sentence()).isTrue();
    }

    private static int count(Labeling labeling) {
        return labeling.server()
                .rows(
                        """
                        select position from audit_entries join audit_leaves using (position)
                        where organisation_id = '%s'
                        """
                                .formatted(labeling.organisation()))
                .size();
    }

    private static VerifierKey key() {
        return VerifierKey.parse(TestServer.get().facade(AuditLog.class).publicKey());
    }
}
