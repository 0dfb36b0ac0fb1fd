#!/bin/sh
# Makes the Debian package and the tarball; ./dhcpmgr package calls it. The same sources and the same
# Java give the same bytes: every time stamp is SOURCE_DATE_EPOCH, else that of pom.xml.
set -eu

root=$1 run_home=$2 build_home=$3
shift 3
out=$root/target/package
version=$(sed -n 's|^  <version>\(.*\)</version>$|\1|p' "$root/pom.xml")
runtime=false
while [ $# -gt 0 ]; do
  case $1 in
    --runtime) runtime=true ;;
    --out)
      out=$2
      shift
      ;;
    --version)
      version=$2
      shift
      ;;
    *)
      printf 'dhcpmgr: package takes --runtime (a Java of its own inside), --out FOLDER, --version VERSION\n' >&2
      exit 2
      ;;
  esac
  shift
done

stamp=$(sed -n 's|.*<project.build.outputTimestamp>\(.*\)</.*|\1|p' "$root/pom.xml")
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(date -u -d "$stamp" +%s)}
day=$(date -u -d "@$SOURCE_DATE_EPOCH" +%Y-%m-%d)
export SOURCE_DATE_EPOCH LC_ALL=C TZ=UTC
umask 022
jar=$root/target/dhcpmanager-0.1.0.jar
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# --- What both have ----------------------------------------------------------------------------

# Lines "group:artifact version path", sorted; those that no setting but one needs are in optional/.
sed -n 's/^ *\([^: ]*:[^: ]*\):jar:\([^: ]*\):\(compile\|runtime\).*/\1 \2/p' "$root/target/libraries.txt" |
  while read -r name number; do printf '%s %s %s\n' "$name" "$number" "lib/${name#*:}-$number.jar"; done |
  sort >"$work/libraries"
(cd "$root/target" && ls optional/dbus/*.jar) |
  sed -n 's|^optional/dbus/\(.*\)-\([0-9][^-]*\)\.jar$|com.github.hypfvieh:\1 \2 &|p' | sort >>"$work/libraries"
[ -s "$work/libraries" ] || {
  printf 'dhcpmgr: target/libraries.txt names no library\n' >&2
  exit 70
}

licence_of() { # group:artifact
  sed -n "s|^$1 ||p" "$root/rdk/licences.txt" | grep . || {
    printf 'dhcpmgr: rdk/licences.txt has no line for %s\n' "$1" >&2
    return 1
  }
}

# CycloneDX 1.5. Names and versions are Maven's, which need no quoting in JSON.
bill_of_materials() {
  printf '{\n  "bomFormat": "CycloneDX",\n  "specVersion": "1.5",\n  "version": 1,\n  "metadata": {\n'
  printf '    "timestamp": "%s",\n' "$(date -u -d "@$SOURCE_DATE_EPOCH" +%Y-%m-%dT%H:%M:%SZ)"
  printf '    "component": {\n      "type": "application",\n      "bom-ref": "dhcpmgr",\n      "name": "dhcpmgr",\n'
  printf '      "version": "%s",\n      "licenses": [{"expression": "Apache-2.0"}]\n    }\n  },\n  "components": [' "$version"
  separator=''
  while read -r name number file; do
    licence=$(licence_of "$name")
    sum=$(sha256sum "$root/target/$file")
    printf '%s\n    {\n      "type": "library",\n' "$separator"
    printf '      "bom-ref": "pkg:maven/%s@%s?type=jar",\n' "$(printf %s "$name" | tr : /)" "$number"
    printf '      "group": "%s",\n      "name": "%s",\n      "version": "%s",\n' "${name%%:*}" "${name#*:}" "$number"
    printf '      "purl": "pkg:maven/%s@%s?type=jar",\n' "$(printf %s "$name" | tr : /)" "$number"
    printf '      "licenses": [{"expression": "%s"}],\n' "$licence"
    printf '      "hashes": [{"alg": "SHA-256", "content": "%s"}]\n    }' "${sum%% *}"
    separator=,
  done <"$work/libraries"
  printf '\n  ]\n}\n'
}

program() { # into folder $1: all but the settings
  mkdir -p "$1/lib" "$1/optional/dbus" "$1/plugins"
  cp "$root/dhcpmgr" "$jar" "$1/"
  while read -r _ _ file; do cp "$root/target/$file" "$1/$file"; done <"$work/libraries"
  cp "$root/plugins/udhcpc.sh" "$root/plugins/dibbler.sh" "$root/plugins/dhcpcd.sh" "$1/plugins/"
  if [ "$runtime" = true ]; then cp -R "$work/jre" "$1/jre"; fi
}

pages() {
  cp "$root/README.md" "$root/CHANGELOG.md" "$1/"
  cp "$root/rdk/README.md" "$1/device.md"
  cp "$root/plugins/README.md" "$1/plugins.md"
  for page in "$root"/doc/*.md; do [ ! -f "$page" ] || cp "$page" "$1/"; done
  cp "$root"/src/test/resources/golden/*.md "$1/"
  cp "$work/bom.json" "$1/dhcpmgr.cdx.json"
}

# Modes and time stamps depend on nobody's umask or clock.
settle() {
  chmod -R u=rwX,go=rX "$1"
  find "$1" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
}

# What the program and its libraries ask for: logging, XML (settings, data model), SQL (history), beans
# (settings), management and naming (HTTP and logging look
# for them), signals and memory outside the heap.
if [ "$runtime" = true ]; then
  "$build_home/bin/jlink" --strip-debug --no-header-files --no-man-pages --compress=2 --output "$work/jre" \
    --add-modules java.base,java.logging,java.xml,java.sql,java.desktop,java.management,java.naming,jdk.unsupported
  settle "$work/jre" # the archive of the class library is valid for this very time stamp of it only
  "$work/jre/bin/java" -XX:+UseSerialGC -Xshare:dump >/dev/null 2>&1
fi

bill_of_materials >"$work/bom.json"
"$run_home/bin/java" -Xshare:auto -XX:TieredStopAtLevel=1 \
  -Dlog4j2.loggerContextFactory=org.apache.logging.log4j.simple.SimpleLoggerContextFactory -cp "$jar" \
  org.rdkb.dhcpmanager.Main manual --date "$day" "$work/manual" >/dev/null

# --- Tarball: unpack it anywhere ---------------------------------------------------------------

name=dhcpmgr-$version
[ "$runtime" = false ] || name=$name-$(uname -m)
top=$work/tar/$name
mkdir -p "$top/etc" "$top/man/man1" "$top/completion" "$top/doc" "$top/rdk/dhcpmgr.service.d" "$out"
program "$top"
cp "$root"/etc/*.properties "$root"/etc/*.xml "$top/etc/"
cp "$root"/rdk/dhcpmgr.service "$root"/rdk/dhcpmgr.properties "$top/rdk/"
cp "$root"/rdk/dhcpmgr.service.d/*.conf "$top/rdk/dhcpmgr.service.d/"
cp "$root/LICENSE" "$top/"
cp "$work"/manual/*.1 "$top/man/man1/"
cp "$work/manual/dhcpmgr.bash" "$top/completion/"
pages "$top/doc"
settle "$top"
tar -C "$work/tar" --sort=name --mtime="@$SOURCE_DATE_EPOCH" --owner=0 --group=0 --numeric-owner --format=gnu \
  -cf - "$name" | gzip -9n >"$out/$name.tar.gz"
printf '%s\n' "$out/$name.tar.gz"

# --- Debian package ----------------------------------------------------------------------------

command -v dpkg-deb >/dev/null 2>&1 || {
  printf 'dhcpmgr: no Debian package, since there is no dpkg-deb here\n' >&2
  exit 69
}
architecture=all java_package='default-jre-headless (>= 2:1.17) | java17-runtime-headless, '
if [ "$runtime" = true ]; then architecture=$(dpkg --print-architecture) java_package='libc6, zlib1g, '; fi
deb=$work/deb
share=$deb/usr/share/dhcpmgr
doc=$deb/usr/share/doc/dhcpmgr
mkdir -p "$deb/DEBIAN" "$deb/usr/bin" "$doc" "$deb/etc/dhcpmgr" "$deb/usr/lib/systemd/system" \
  "$deb/usr/share/man/man1" "$deb/usr/share/bash-completion/completions"
program "$share"
ln -s ../share/dhcpmgr/dhcpmgr "$deb/usr/bin/dhcpmgr"
ln -s /etc/dhcpmgr "$share/etc"
cp "$root"/etc/*.properties "$root"/etc/*.xml "$deb/etc/dhcpmgr/"
cp "$root/rdk/dhcpmgr.service" "$deb/usr/lib/systemd/system/"
cp "$work"/manual/*.1 "$deb/usr/share/man/man1/"
gzip -9n "$deb"/usr/share/man/man1/*.1
cp "$work/manual/dhcpmgr.bash" "$deb/usr/share/bash-completion/completions/dhcpmgr"
pages "$doc"
gzip -9n "$doc/CHANGELOG.md"
mv "$doc/CHANGELOG.md.gz" "$doc/changelog.gz"
{
  printf 'Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\nUpstream-Name: dhcpmgr\n\n'
  printf 'Files: *\nCopyright: the authors of the DHCP client manager\nLicense: Apache-2.0\n'
  printf ' On Debian systems see /usr/share/common-licenses/Apache-2.0.\n'
  while read -r library _ file; do
    printf '\nFiles: usr/share/dhcpmgr/%s\nCopyright: the authors of %s\nLicense: %s\n' \
      "$file" "$library" "$(licence_of "$library")"
    printf ' Its notices are in META-INF of the file.\n'
  done <"$work/libraries"
} >"$doc/copyright"
cp "$root"/rdk/debian/postinst "$root"/rdk/debian/prerm "$root"/rdk/debian/postrm "$deb/DEBIAN/"
for file in "$deb"/etc/dhcpmgr/*; do printf '/etc/dhcpmgr/%s\n' "${file##*/}"; done >"$deb/DEBIAN/conffiles"
(cd "$deb" && find usr -type f | sort | xargs md5sum) >"$deb/DEBIAN/md5sums"
sed -e "s;@VERSION@;$version;" -e "s;@ARCHITECTURE@;$architecture;" -e "s;@JAVA@;$java_package;" \
  -e "s;@SIZE@;$(du -k -s --apparent-size --exclude=DEBIAN "$deb" | cut -f 1);" \
  "$root/rdk/debian/control" >"$deb/DEBIAN/control"
settle "$deb"
chmod 755 "$deb"/DEBIAN/postinst "$deb"/DEBIAN/prerm "$deb"/DEBIAN/postrm
file=$out/dhcpmgr_${version}_$architecture.deb
dpkg-deb --root-owner-group -Zgzip --build "$deb" "$file" >/dev/null
printf '%s\n' "$file"
