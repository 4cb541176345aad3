package org.maslin.server;

import java.net.BindException;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.maslin.server.plumbing.Settings;
import org.maslin.server.plumbing.db.Foundation;
import org.maslin.server.plumbing.http.ListenAddress;
import org.maslin.server.plumbing.http.WebConfiguration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * Starts the features on an open foundation: with HTTP as the server, without as a tool or worker.
 */
public final class Application {

    /** A running server. */
    public record Running(ConfigurableApplicationContext context, int port)
            implements AutoCloseable {

        public <T> T get(Class<T> facade) {
            return context.getBean(facade);
        }

        @Override
        public void close() {
            context.close();
        }
    }

    private Application() {}

    /**
     * Starts the server. Closing it closes the foundation too.
     *
     * @param host the address to listen on
     * @param port 0 for any free one
     */
    public static Running serve(Foundation foundation, Settings settings, String host, int port) {
        return serve(foundation, settings, host, port, context -> {});
    }

    /**
     * The same with something laid into the server before it starts.
     *
     * @param more such as another clock
     */
    static Running serve(
            Foundation foundation,
            Settings settings,
            String host,
            int port,
            Consumer<GenericApplicationContext> more) {
        var application = new SpringApplication(WebConfiguration.class, Features.class);
        application.setDefaultProperties(
                Map.of("server.address", host, "server.port", String.valueOf(port)));
        application.addInitializers(
                context -> lay((GenericApplicationContext) context, foundation, settings),
                context -> more.accept((GenericApplicationContext) context));
        try {
            ConfigurableApplicationContext context = application.run();
            var server = ((WebServerApplicationContext) context).getWebServer();
            return new Running(context, Objects.requireNonNull(server).getPort());
        } catch (RuntimeException failed) {
            if (isTaken(failed)) {
                throw ListenAddress.taken(port);
            }
            throw failed;
        }
    }

    /** Starts the features without HTTP. Closing the context closes the foundation too. */
    public static ConfigurableApplicationContext start(Foundation foundation, Settings settings) {
        var context = new AnnotationConfigApplicationContext();
        lay(context, foundation, settings);
        context.register(Features.class);
        context.refresh();
        return context;
    }

    private static void lay(
            GenericApplicationContext context, Foundation foundation, Settings settings) {
        context.registerBean(Foundation.class, () -> foundation);
        context.registerBean(Settings.class, () -> settings);
    }

    private static boolean isTaken(Throwable failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof PortInUseException || cause instanceof BindException) {
                return true;
            }
        }
        return false;
    }
}
