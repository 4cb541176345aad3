package org.maslin.server.generation;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.maslin.security.Principal;
import org.maslin.server.models.Model;
import org.maslin.server.models.ModelKind;
import org.maslin.server.models.Models;
import org.maslin.server.plumbing.db.Transactions;
import org.maslin.server.plumbing.http.RefusedException;
import org.maslin.server.records.Audit;
import org.maslin.server.records.Node;

/** Completions and embeddings by the models on record. */
public final class Generation {

    private final Models models;
    private final GenerationProcess process;
    private final Audit audit;
    private final Transactions transactions;

    Generation(Models models, GenerationProcess process, Audit audit, Transactions transactions) {
        this.models = models;
        this.process = process;
        this.audit = audit;
        this.transactions = transactions;
    }

    /** A completion that is being drawn. Close it to let go of what is still to come. */
    public static final class Stream implements AutoCloseable {

        private final GenerationProcess.Answer answer;
        private @Nullable Completed completed;

        private Stream(GenerationProcess.Answer answer) {
            this.answer = answer;
        }

        /** The next piece of text; null when the completion has ended. */
        public @Nullable Piece next() {
            if (completed == null) {
                Said said = answer.next();
                completed = said.completed();
                return said.piece();
            }
            return null;
        }

        /** How it ended, after the last piece. */
        public Completed completed() {
            return Objects.requireNonNull(completed);
        }

        @Override
        public void close() {
            answer.close();
        }
    }

    public Stream complete(Principal principal, String model, NewCompletion wanted) {
        String folder = folder(principal, model, "complete");
        return new Stream(process.ask(folder, wanted, null));
    }

    public Embedded embed(Principal principal, String model, List<String> texts) {
        String folder = folder(principal, model, "embed");
        try (var answer = process.ask(folder, null, texts)) {
            return Objects.requireNonNull(answer.next().embedded());
        }
    }

    private String folder(Principal principal, String id, String action) {
        Model model = models.get(principal, id);
        if (model.kind() == ModelKind.REWARD) {
            throw RefusedException.conflict(
                    "not-a-language-model",
                    "The model %s gives scores, no text.".formatted(model.name()),
                    "Name a base model or a policy.");
        }
        transactions.write(
                principal.organisationId(),
                () -> audit.record(principal, action, Node.of("model", id), Map.of()));
        return models.files(principal, id).toString();
    }
}
