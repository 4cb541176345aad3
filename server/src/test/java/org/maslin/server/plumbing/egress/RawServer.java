package org.maslin.server.plumbing.egress;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on the loopback that answers each connection with the next bytes it was given. */
final class RawServer implements AutoCloseable {

    private record Answer(byte[] bytes, boolean drips) {}

    private final ServerSocket listening;
    private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile String heard = "";

    RawServer() {
        try {
            listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    int connections() {
        return connections.get();
    }

    /** The last request. */
    String heard() {
        return heard;
    }

    void answer(String text) {
        answers.add(new Answer(text.getBytes(StandardCharsets.UTF_8), false));
    }

    /** Ten bytes a second. */
    void drip(String text) {
        answers.add(new Answer(text.getBytes(StandardCharsets.UTF_8), true));
    }

    private void accept() {
        while (!listening.isClosed()) {
            try (Socket socket = listening.accept()) {
                connections.incrementAndGet();
                serve(socket);
            } catch (IOException | InterruptedException gone) {
                // The next one.
            }
        }
    }

    private void serve(Socket socket) throws IOException, InterruptedException {
        heard = request(socket.getInputStream());
        Answer answer = answers.take();
        var out = socket.getOutputStream();
        if (!answer.drips()) {
            out.write(answer.bytes());
            return;
        }
        for (byte one : answer.bytes()) {
            out.write(one);
            Thread.sleep(100);
        }
    }

    private static String request(InputStream in) throws IOException {
        var bytes = new ByteArrayOutputStream();
        String head = "";
        while (!head.endsWith("\r\n\r\n")) {
            bytes.write(in.read());
            head = bytes.toString(StandardCharsets.UTF_8);
        }
        int length =
                head.contains("Content-Length: ")
                        ? Integer.parseInt(
                                head.replaceAll("(?s).*Content-Length: ([0-9]+).*", "$1"))
                        : 0;
        bytes.write(in.readNBytes(length));
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
