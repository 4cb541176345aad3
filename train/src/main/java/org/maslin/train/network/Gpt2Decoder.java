package org.maslin.train.network;

import org.maslin.train.tensor.ElementType;
import org.maslin.train.tensor.Tensor;

/** GPT-2 (Radford et al., 2019): LayerNorm, learned positions, plain attention, one inner layer. */
record Gpt2Decoder(ModelConfig config, Parameters parameters, Rotary rotary) implements Decoder {

    @Override
    public Tensor embed(Tensor ids, Attention attention) {
        Tensor words = parameters.weight("transformer.wte.weight").embedding(ids);
        Tensor places =
                parameters
                        .weight("transformer.wpe.weight")
                        .embedding(attention.positions().index());
        return words.plus(places).to(ElementType.FLOAT32);
    }

    @Override
    public Tensor block(Tensor x, int layer, Attention attention) {
        String name = "transformer.h." + layer + ".";
        Tensor middle = x.plus(attention(norm(x, name + "ln_1"), layer, name + "attn.", attention));
        Tensor h = norm(middle, name + "ln_2");
        Tensor inner = activated(parameters.linearTransposed(h, name + "mlp.c_fc"));
        return middle.plus(parameters.linearTransposed(inner, name + "mlp.c_proj"));
    }

    private Tensor attention(Tensor h, int layer, String name, Attention attention) {
        long hidden = config.hiddenSize();
        Tensor[] parts =
                parameters.linearTransposed(h, name + "c_attn").split(-1, hidden, hidden, hidden);
        Tensor q = heads(parts[0]);
        if (config.scoreByLayer()) {
            q = q.times(1.0 / (layer + 1));
        }
        Tensor mixed = attention.attend(layer, 0, q, heads(parts[1]), heads(parts[2]));
        return parameters.linearTransposed(
                mixed.transpose(1, 2).reshape(h.size(0), h.size(1), -1), name + "c_proj");
    }

    private Tensor heads(Tensor x) {
        return x.reshape(x.size(0), x.size(1), config.attentionHeads(), config.headSize())
                .transpose(1, 2);
    }

    private Tensor activated(Tensor x) {
        return switch (config.activation()) {
            case "gelu" -> x.gelu();
            case "relu" -> x.relu();
            case "silu" -> x.silu();
            default -> x.geluTanh();
        };
    }

    private Tensor norm(Tensor x, String name) {
        return x.layerNorm(
                parameters.weight(name + ".weight").toTypeOf(x),
                parameters.weight(name + ".bias").toTypeOf(x),
                config.normEpsilon());
    }

    @Override
    public Tensor finish(Tensor x) {
        return norm(x, "transformer.ln_f");
    }

    @Override
    public String output() {
        return config.tiedEmbeddings() ? "transformer.wte" : "lm_head";
    }
}
