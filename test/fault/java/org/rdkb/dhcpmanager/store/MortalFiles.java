package org.rdkb.dhcpmanager.store;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The real files of a folder, as a process sees them that ends at its n-th change of the disk: that
 * change does not happen, or half of it if it is a write, nor does any after it. A path of it is to
 * be had by {@link #of}.
 */
final class MortalFiles extends FileSystemProvider {
  private final Runnable disk;
  private int left;
  private int changes;

  /** Ends at the n-th change; 0: never. */
  MortalFiles(int endsAt) {
    this.left = endsAt == 0 ? Integer.MAX_VALUE : endsAt;
    this.disk = () -> {};
  }

  /** Never ends; each fsync is as slow as told. */
  MortalFiles(Runnable disk) {
    this.left = Integer.MAX_VALUE;
    this.disk = disk;
  }

  void force() {
    disk.run();
  }

  /** How many changes were asked for. */
  int changes() {
    return changes;
  }

  /** One more change; false if it is the one at which the process ends. */
  boolean isAlive() {
    changes++;
    left--;
    if (left < 0) {
      throw new Crash();
    }
    return left > 0;
  }

  void change() {
    if (!isAlive()) {
      throw new Crash();
    }
  }

  Path of(Path real) {
    return (Path)
        Proxy.newProxyInstance(
            MortalFiles.class.getClassLoader(),
            new Class<?>[] {Path.class, Wrapped.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("real")) {
                return real;
              }
              if (method.getName().equals("getFileSystem")) {
                return new MortalSystem(this, real.getFileSystem());
              }
              @Nullable Object[] plain = arguments == null ? new Object[0] : arguments.clone();
              for (int i = 0; i < plain.length; i++) {
                plain[i] = plain[i] instanceof Path path ? real(path) : plain[i];
              }
              try {
                Object result = method.invoke(real, plain);
                return result instanceof Path path ? of(path) : result;
              } catch (InvocationTargetException failed) {
                throw failed.getCause();
              }
            });
  }

  /** A path that is one of ours. */
  interface Wrapped {
    Path real();
  }

  static Path real(Path path) {
    return path instanceof Wrapped wrapped ? wrapped.real() : path;
  }

  private static FileSystemProvider below(Path path) {
    return real(path).getFileSystem().provider();
  }

  // What changes the disk.

  @Override
  public FileChannel newFileChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    if (options.contains(StandardOpenOption.WRITE)) {
      change();
    }
    FileChannel channel = below(path).newFileChannel(real(path), options, attributes);
    return new MortalChannel(channel, this);
  }

  @Override
  public SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    return options.contains(StandardOpenOption.WRITE)
        ? newFileChannel(path, options, attributes)
        : below(path).newByteChannel(real(path), options, attributes);
  }

  @Override
  public void createDirectory(Path folder, FileAttribute<?>... attributes) throws IOException {
    change();
    below(folder).createDirectory(real(folder), attributes);
  }

  @Override
  public void createLink(Path link, Path existing) throws IOException {
    change();
    below(link).createLink(real(link), real(existing));
  }

  @Override
  public void delete(Path path) throws IOException {
    change();
    below(path).delete(real(path));
  }

  @Override
  public boolean deleteIfExists(Path path) throws IOException {
    change();
    return below(path).deleteIfExists(real(path));
  }

  @Override
  public void copy(Path source, Path target, CopyOption... options) throws IOException {
    change();
    below(source).copy(real(source), real(target), options);
  }

  @Override
  public void move(Path source, Path target, CopyOption... options) throws IOException {
    change();
    below(source).move(real(source), real(target), options);
  }

  @Override
  public void setAttribute(Path path, String name, Object value, LinkOption... options)
      throws IOException {
    change();
    below(path).setAttribute(real(path), name, value, options);
  }

  // What only looks.

  @Override
  public String getScheme() {
    return "mortal";
  }

  @Override
  public FileSystem newFileSystem(URI uri, Map<String, ?> environment) {
    throw new IllegalStateException("never by URI");
  }

  @Override
  public FileSystem getFileSystem(URI uri) {
    throw new IllegalStateException("never by URI");
  }

  @Override
  public Path getPath(URI uri) {
    throw new IllegalStateException("never by URI");
  }

  @Override
  public DirectoryStream<Path> newDirectoryStream(
      Path folder, DirectoryStream.Filter<? super Path> filter) throws IOException {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> files = below(folder).newDirectoryStream(real(folder), p -> true)) {
      for (Path file : files) {
        Path ours = of(file);
        if (filter.accept(ours)) {
          found.add(ours);
        }
      }
    }
    return new DirectoryStream<>() {
      @Override
      public Iterator<Path> iterator() {
        return found.iterator();
      }

      @Override
      public void close() {
        found.clear();
      }
    };
  }

  @Override
  public boolean isSameFile(Path one, Path other) throws IOException {
    return below(one).isSameFile(real(one), real(other));
  }

  @Override
  public boolean isHidden(Path path) throws IOException {
    return below(path).isHidden(real(path));
  }

  @Override
  public FileStore getFileStore(Path path) throws IOException {
    return below(path).getFileStore(real(path));
  }

  @Override
  public void checkAccess(Path path, AccessMode... modes) throws IOException {
    below(path).checkAccess(real(path), modes);
  }

  @Override
  public <V extends FileAttributeView> @Nullable V getFileAttributeView(
      Path path, Class<V> type, LinkOption... options) {
    return below(path).getFileAttributeView(real(path), type, options);
  }

  @Override
  public <A extends BasicFileAttributes> A readAttributes(
      Path path, Class<A> type, LinkOption... options) throws IOException {
    return below(path).readAttributes(real(path), type, options);
  }

  @Override
  public Map<String, Object> readAttributes(Path path, String names, LinkOption... options)
      throws IOException {
    return below(path).readAttributes(real(path), names, options);
  }
}
