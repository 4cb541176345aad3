package org.maslin.train;

import java.util.ArrayList;
import java.util.List;
import org.maslin.core.BadInputException;
import org.maslin.train.network.Decoder;
import org.maslin.train.tensor.NoGradient;
import org.maslin.train.tensor.Scope;
import org.maslin.train.tensor.Tensor;

/**
 * Texts as vectors: the mean over a text's tokens of the model's last hidden states, of length one.
 */
public final class Embedder {

    /** A text's vector, of as many numbers as the model is wide. */
    public record Embedding(float[] vector, int tokens) {}

    public List<Embedding> embed(LanguageModel model, List<String> texts) {
        Decoder network = model.network();
        var embeddings = new ArrayList<Embedding>();
        try (NoGradient off = NoGradient.open()) {
            for (int i = 0; i < texts.size(); i++) {
                long[] ids = model.layout().known(model.tokenizer().encode(texts.get(i)));
                requireRoom(model, i, ids.length);
                try (Scope scope = Scope.open()) {
                    Tensor hidden = network.hidden(Tensor.of(ids, 1, ids.length));
                    embeddings.add(new Embedding(unit(hidden.mean(1).floats()), ids.length));
                }
            }
        }
        return embeddings;
    }

    private static void requireRoom(LanguageModel model, int text, int length) {
        int positions = model.config().maxPositions();
        if (length == 0 || length > positions) {
            throw new BadInputException(
                    "input[%d]".formatted(text),
                    length + " tokens",
                    "between 1 and %d".formatted(positions),
                    length == 0 ? "Give a text." : "Cut the text into parts.");
        }
    }

    private static float[] unit(float[] vector) {
        double squares = 0;
        for (float value : vector) {
            squares += (double) value * value;
        }
        double scale = squares == 0 ? 0 : 1 / Math.sqrt(squares);
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) (vector[i] * scale);
        }
        return vector;
    }
}
