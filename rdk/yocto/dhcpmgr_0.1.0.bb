# DHCP client manager for an image with systemd and a Java 17 runtime. It takes the tarball of
# `./dhcpmgr package`, whose bytes are the same for everybody: nothing is compiled here.
#
#   cp target/package/dhcpmgr-0.1.0.tar.gz YOUR-LAYER/recipes-connectivity/dhcpmgr/files/
#   IMAGE_INSTALL:append = " dhcpmgr"
#
# The settings of an RDK-B device are rdk/dhcpmgr.properties; for others remove the line that takes them.
SUMMARY = "DHCP client manager with a TR-181 data model on RBUS"
LICENSE = "Apache-2.0"
LIC_FILES_CHKSUM = "file://LICENSE;md5=3b83ef96387f14655fc854ddc3c6bd57"

SRC_URI = "file://dhcpmgr-${PV}.tar.gz"
S = "${WORKDIR}/dhcpmgr-${PV}"

inherit allarch systemd useradd

JAVA_RUNTIME ?= "openjdk-17-jre"
RDEPENDS:${PN} = "${JAVA_RUNTIME} busybox"
RRECOMMENDS:${PN} = "dhcpcd"

USERADD_PACKAGES = "${PN}"
USERADD_PARAM:${PN} = "--system --user-group --no-create-home --home-dir /nonexistent --shell /sbin/nologin dhcpmgr"

SYSTEMD_SERVICE:${PN} = "dhcpmgr.service"

do_configure[noexec] = "1"
do_compile[noexec] = "1"

do_install() {
    install -d ${D}${bindir} ${D}${datadir}/dhcpmgr/lib ${D}${datadir}/dhcpmgr/optional/dbus ${D}${datadir}/dhcpmgr/plugins ${D}${sysconfdir}/dhcpmgr
    install -m 0755 ${S}/dhcpmgr ${D}${datadir}/dhcpmgr/
    install -m 0644 ${S}/dhcpmanager-*.jar ${D}${datadir}/dhcpmgr/
    install -m 0644 ${S}/lib/*.jar ${D}${datadir}/dhcpmgr/lib/
    install -m 0644 ${S}/optional/dbus/*.jar ${D}${datadir}/dhcpmgr/optional/dbus/
    install -m 0755 ${S}/plugins/*.sh ${D}${datadir}/dhcpmgr/plugins/
    ln -s ../share/dhcpmgr/dhcpmgr ${D}${bindir}/dhcpmgr
    install -m 0644 ${S}/etc/* ${D}${sysconfdir}/dhcpmgr/
    install -m 0644 ${S}/rdk/dhcpmgr.properties ${D}${sysconfdir}/dhcpmgr/dhcpmgr.properties
    ln -s ${sysconfdir}/dhcpmgr ${D}${datadir}/dhcpmgr/etc
    install -d ${D}${systemd_system_unitdir}/dhcpmgr.service.d
    install -m 0644 ${S}/rdk/dhcpmgr.service ${D}${systemd_system_unitdir}/
    install -m 0644 ${S}/rdk/dhcpmgr.service.d/10-rdk.conf ${D}${systemd_system_unitdir}/dhcpmgr.service.d/
}

# The class archives are of the Java on the device: made there, at the first start or by hand.
pkg_postinst_ontarget:${PN}() {
    dhcpmgr archive || true
}

FILES:${PN} += "${datadir}/dhcpmgr ${systemd_system_unitdir}"
CONFFILES:${PN} = "${sysconfdir}/dhcpmgr/dhcpmgr.properties ${sysconfdir}/dhcpmgr/default-rows.properties ${sysconfdir}/dhcpmgr/log4j2.xml"
