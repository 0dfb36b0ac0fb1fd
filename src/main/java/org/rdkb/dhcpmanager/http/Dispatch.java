package org.rdkb.dhcpmanager.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;

/** Turns Jetty's requests into ours, and our answers into Jetty's. */
final class Dispatch extends Handler.Abstract {
  private static final Logger log = LogManager.getLogger(Dispatch.class);

  private final HttpHandler handler;

  Dispatch(HttpHandler handler) {
    this.handler = handler;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws IOException {
    usual(response);
    HttpAnswer answer;
    try {
      answer = handler.answer(read(request));
    } catch (CharacterCodingException noText) {
      answer = HttpAnswer.text(HttpStatus.BAD_REQUEST_400, "the body is no UTF-8");
    } catch (IllegalArgumentException malformed) {
      answer = HttpAnswer.text(HttpStatus.BAD_REQUEST_400, "the request is malformed");
    }
    if (answer instanceof HttpAnswer.Whole whole) {
      write(whole, response, callback);
    } else {
      stream((HttpAnswer.Events) answer, response, callback);
    }
    return true;
  }

  /** What Jetty refuses by itself, and what the handler threw: a status and its name, no more. */
  static boolean refuse(Request request, Response response, Callback callback) {
    int status = response.getStatus();
    if (status >= HttpStatus.INTERNAL_SERVER_ERROR_500
        && request.getAttribute(org.eclipse.jetty.server.handler.ErrorHandler.ERROR_EXCEPTION)
            instanceof Throwable fault) {
      log.error("HTTP-FAULT path={}", request.getHttpURI().getPath(), fault);
    }
    usual(response);
    write(
        (HttpAnswer.Whole) HttpAnswer.text(status, HttpStatus.getMessage(status)),
        response,
        callback);
    return true;
  }

  private static void usual(Response response) {
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    response.getHeaders().put("X-Content-Type-Options", "nosniff");
  }

  private static HttpRequest read(Request request) throws IOException {
    Map<String, String> headers = new LinkedHashMap<>();
    for (HttpField field : request.getHeaders()) {
      headers.putIfAbsent(
          field.getName().toLowerCase(Locale.ROOT),
          field.getValue() == null ? "" : field.getValue());
    }
    Map<String, String> query = new LinkedHashMap<>();
    for (Fields.Field field : Request.extractQueryParameters(request)) {
      query.putIfAbsent(field.getName(), field.getValue());
    }
    ByteBuffer body = Content.Source.asByteBuffer(request);
    return new HttpRequest(
        request.getMethod(),
        request.getHttpURI().getDecodedPath(),
        query,
        headers,
        StandardCharsets.UTF_8.newDecoder().decode(body).toString());
  }

  private static void write(HttpAnswer.Whole answer, Response response, Callback callback) {
    response.setStatus(answer.status());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.type());
    answer.headers().forEach((name, value) -> response.getHeaders().put(name, value));
    response.write(true, ByteBuffer.wrap(answer.text().getBytes(StandardCharsets.UTF_8)), callback);
  }

  private static void stream(HttpAnswer.Events answer, Response response, Callback callback) {
    response.setStatus(HttpStatus.OK_200);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/event-stream; charset=utf-8");
    EventStream stream = new EventStream(response, callback);
    answer.opened().accept(stream);
    stream.beat(); // the head goes out with the first octet
  }
}
