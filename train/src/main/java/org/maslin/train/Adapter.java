package org.maslin.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.core.Seed;
import org.maslin.train.checkpoint.AtomicFiles;
import org.maslin.train.checkpoint.Safetensors;
import org.maslin.train.checkpoint.StorageType;
import org.maslin.train.network.Family;
import org.maslin.train.network.ModelConfig;
import org.maslin.train.network.Parameters;
import org.maslin.train.network.WeightShapes;
import org.maslin.train.network.Weights;
import org.maslin.train.tensor.NoGradient;
import org.maslin.train.tensor.Scope;
import org.maslin.train.tensor.Tensor;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Low-rank adapters of a model (Hu et al., 2021): for a module with weight W, W + scale · B A with
 * A [rank, inputs] and B [outputs, rank]. On disk as PEFT writes them.
 */
public final class Adapter implements AutoCloseable {

    /** The file that says what adapter a folder holds. */
    public static final String CONFIG = "adapter_config.json";

    static final String FILE = "adapter_model.safetensors";
    private static final String PREFIX = "base_model.model.";
    private static final String A = ".lora_A.weight";
    private static final String B = ".lora_B.weight";

    private final LoraConfig config;
    private final ModelConfig model;
    private final Map<String, Double> scales;
    private final Weights weights;

    private Adapter(
            LoraConfig config, ModelConfig model, Map<String, Double> scales, Weights weights) {
        this.config = config;
        this.model = model;
        this.scales = scales;
        this.weights = weights;
    }

    /** A fresh adapter that changes nothing: A uniform within ±1/√inputs, B zero. */
    static Adapter create(ModelConfig model, LoraConfig config, Seed seed) {
        SequencedMap<String, long[]> shapes = new LinkedHashMap<>();
        Map<String, Double> scales = new LinkedHashMap<>();
        modules(model)
                .forEach(
                        (module, shape) -> {
                            if (config.takes(module)) {
                                shapes.put(
                                        PREFIX + module + A, new long[] {config.rank(), shape[1]});
                                shapes.put(
                                        PREFIX + module + B, new long[] {shape[0], config.rank()});
                                scales.put(module, config.scale(config.rank()));
                            }
                        });
        if (shapes.isEmpty()) {
            throw new BadInputException(
                    "lora_target_modules",
                    String.join(", ", config.modules()),
                    "ends of module names, such as q_proj or c_attn",
                    "Name modules of this model, or all-linear.");
        }
        Weights weights = weights(shapes);
        weights.fill(
                (name, size) ->
                        name.endsWith(A)
                                ? uniform(size, size / config.rank(), seed.derive(name))
                                : new float[size]);
        return new Adapter(config, model, scales, weights);
    }

    private static float[] uniform(int size, int inputs, Seed seed) {
        RandomGenerator random = seed.generator();
        var values = new float[size];
        double bound = 1 / Math.sqrt(inputs);
        for (int i = 0; i < size; i++) {
            values[i] = (float) random.nextDouble(-bound, bound);
        }
        return values;
    }

    private static Weights weights(SequencedMap<String, long[]> shapes) {
        return new Weights(new WeightShapes(shapes, new LinkedHashMap<>(), Map.of()));
    }

    /** Modules with their outputs and inputs. */
    private static SequencedMap<String, long[]> modules(ModelConfig model) {
        SequencedMap<String, long[]> modules = new LinkedHashMap<>();
        WeightShapes.of(model, WeightShapes.Head.LANGUAGE)
                .matrices()
                .forEach(
                        (name, shape) -> {
                            String module = name.substring(0, name.lastIndexOf('.'));
                            boolean turned =
                                    model.family() == Family.GPT2 && module.contains(".h.");
                            modules.put(
                                    module,
                                    turned ? new long[] {shape[1], shape[0]} : shape.clone());
                        });
        return modules;
    }

    /**
     * @throws BadInputException if the folder holds no low-rank adapter of this model
     */
    public static Adapter read(Path folder, ModelConfig model) throws IOException {
        JsonNode json = config(folder);
        SequencedMap<String, long[]> modules = modules(model);
        try (Safetensors file = Safetensors.open(folder.resolve(FILE))) {
            SequencedMap<String, long[]> shapes = new LinkedHashMap<>();
            Map<String, Double> scales = new LinkedHashMap<>();
            for (String name : file.names()) {
                String module = module(folder, name);
                long @Nullable [] outer = modules.get(module);
                long[] shape = file.shape(name);
                boolean first = name.endsWith(A);
                if (outer == null
                        || shape.length != 2
                        || shape[first ? 1 : 0] != outer[first ? 1 : 0]) {
                    throw new BadInputException(
                            "%s, array %s".formatted(folder.resolve(FILE), name),
                            "what fits no module of the model",
                            "an adapter of a module of the model",
                            "Use the adapter with the model it was trained on.");
                }
                shapes.put(name, shape);
                int rank = (int) shape[first ? 0 : 1];
                scales.put(module, parsed(json, module).scale(rank));
            }
            Weights weights = weights(shapes);
            try (Scope scope = Scope.open()) {
                weights.views().forEach((name, view) -> view.copyInPlace(file.tensor(name)));
            }
            return new Adapter(parsed(json, ""), model, scales, weights);
        }
    }

    private static String module(Path folder, String name) {
        if (!name.startsWith(PREFIX) || !(name.endsWith(A) || name.endsWith(B))) {
            throw new BadInputException(
                    "%s, array %s".formatted(folder.resolve(FILE), name),
                    "an array that is not of a plain low-rank adapter",
                    PREFIX + "MODULE" + A + " or " + B,
                    "Adapters with saved modules, of embeddings, or with biases cannot be run.");
        }
        return name.substring(PREFIX.length(), name.length() - A.length());
    }

    private static JsonNode config(Path folder) throws IOException {
        Path file = folder.resolve(CONFIG);
        JsonNode json;
        try {
            json = JsonMapper.shared().readTree(Files.readString(file));
        } catch (JacksonException e) {
            throw new BadInputException(
                    file.toString(), "no JSON", "an adapter's configuration", "Copy it again.");
        }
        String bias = json.path("bias").asString("none");
        boolean plain =
                json.path("peft_type").asString("").equals("LORA")
                        && !json.path("use_dora").asBoolean(false)
                        && !json.path("lora_bias").asBoolean(false)
                        && bias.equals("none")
                        && json.path("modules_to_save").size() == 0;
        if (!plain) {
            throw new BadInputException(
                    file.toString(),
                    "an adapter of kind %s with bias %s or further parts"
                            .formatted(json.path("peft_type").asString("?"), bias),
                    "peft_type LORA without DoRA, biases or saved modules",
                    "Merge the adapter with the tool that made it.");
        }
        return json;
    }

    private static LoraConfig parsed(JsonNode json, String module) {
        double alpha = json.path("lora_alpha").asDouble(8);
        for (var pattern : json.path("alpha_pattern").properties()) {
            if (module.matches("(.*\\.)?(" + pattern.getKey() + ")")) {
                alpha = pattern.getValue().asDouble();
            }
        }
        List<String> modules = new ArrayList<>();
        JsonNode targets = json.path("target_modules");
        if (targets.isString()) {
            modules.add(targets.asString());
        } else {
            targets.forEach(one -> modules.add(one.asString()));
        }
        return new LoraConfig(
                json.path("r").asInt(8), alpha, json.path("use_rslora").asBoolean(false), modules);
    }

    /** The folder of the model that an adapter folder belongs to, as it says itself. */
    static Path base(Path folder) throws IOException {
        String name = config(folder).path("base_model_name_or_path").asString("");
        Path given = Path.of(name);
        Path beside = folder.resolve(name).normalize();
        if (!name.isEmpty() && Files.isDirectory(given)) {
            return given;
        }
        if (!name.isEmpty() && Files.isDirectory(beside)) {
            return beside;
        }
        throw new BadInputException(
                folder.resolve(CONFIG) + ", base_model_name_or_path",
                "\"" + name + "\"",
                "a folder, by itself or seen from the adapter's",
                "Correct the path to the model that the adapter was trained on.");
    }

    static boolean isIn(Path folder) {
        return Files.exists(folder.resolve(CONFIG));
    }

    Weights weights() {
        return weights;
    }

    LoraConfig config() {
        return config;
    }

    /** What is added to each module, from these tensors by PEFT's names. */
    Map<String, Parameters.LowRank> lowRanks(Map<String, Tensor> tensors) {
        Map<String, Parameters.LowRank> all = new LinkedHashMap<>();
        scales.forEach(
                (module, scale) ->
                        all.put(
                                module,
                                new Parameters.LowRank(
                                        tensor(tensors, module + A),
                                        tensor(tensors, module + B),
                                        scale)));
        return all;
    }

    private static Tensor tensor(Map<String, Tensor> tensors, String name) {
        return java.util.Objects.requireNonNull(tensors.get(PREFIX + name), name);
    }

    /** Adds the adapter to the model's own weights. */
    void mergeInto(Weights base) {
        try (NoGradient off = NoGradient.open()) {
            lowRanks(weights.views())
                    .forEach(
                            (module, lowRank) -> {
                                try (Scope scope = Scope.open()) {
                                    Tensor view =
                                            java.util.Objects.requireNonNull(
                                                    base.views().get(module + ".weight"));
                                    Tensor product = lowRank.b().matmul(lowRank.a());
                                    boolean turned =
                                            model.family() == Family.GPT2 && module.contains(".h.");
                                    view.plusInPlace(
                                            turned ? product.transpose(0, 1) : product,
                                            lowRank.scale());
                                }
                            });
        }
    }

    /** Writes the adapter, the weights last. */
    void write(Path folder, Path base) throws IOException {
        Files.createDirectories(folder);
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("peft_type", "LORA")
                .put("task_type", "CAUSAL_LM")
                .put("base_model_name_or_path", base.toAbsolutePath().normalize().toString())
                .put("r", config.rank());
        if (config.alpha() == Math.rint(config.alpha())) {
            json.put("lora_alpha", (long) config.alpha());
        } else {
            json.put("lora_alpha", config.alpha());
        }
        json.put("use_rslora", config.stabilised())
                .put("lora_dropout", 0.0)
                .put("bias", "none")
                .put("fan_in_fan_out", model.family() == Family.GPT2)
                .put("inference_mode", true);
        var targets = json.putArray("target_modules");
        scales.keySet().stream()
                .map(module -> module.substring(module.lastIndexOf('.') + 1))
                .distinct()
                .sorted()
                .forEach(targets::add);
        AtomicFiles.write(
                folder.resolve(CONFIG),
                JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(json)
                        + "\n");
        weights.write(folder.resolve(FILE), StorageType.F32);
    }

    @Override
    public void close() {
        weights.close();
    }
}
