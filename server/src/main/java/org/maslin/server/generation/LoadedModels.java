package org.maslin.server.generation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.maslin.train.LanguageModel;

/** The models in memory: those that were asked last. */
final class LoadedModels implements AutoCloseable {

    private static final int MOST = 2;
    private static final float LOAD = 0.75f;

    private final Map<String, LanguageModel> models = new LinkedHashMap<>(MOST, LOAD, true);

    LanguageModel get(String folder) throws IOException {
        LanguageModel model = models.get(folder);
        if (model == null) {
            if (models.size() == MOST) {
                var oldest = models.entrySet().iterator();
                oldest.next().getValue().close();
                oldest.remove();
            }
            model = LanguageModel.load(Path.of(folder));
            models.put(folder, model);
        }
        return model;
    }

    @Override
    public void close() {
        models.values().forEach(LanguageModel::close);
        models.clear();
    }
}
