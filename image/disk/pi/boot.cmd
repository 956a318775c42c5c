# U-Boot on the Pi: chooses the slot as RAUC wants it (BOOT_ORDER, and for each slot how many attempts are LEFT). The running terminal sets LEFT to 3 again when
# the service is ready. No attempt left anywhere: both get theirs back, for a terminal must not stand still.
test -n "${BOOT_ORDER}" || setenv BOOT_ORDER "A B"
test -n "${BOOT_A_LEFT}" || setenv BOOT_A_LEFT 3
test -n "${BOOT_B_LEFT}" || setenv BOOT_B_LEFT 3
setenv slot
for name in ${BOOT_ORDER}; do
    if test -n "${slot}"; then
        true
    elif test "${name}" = A && test 0x${BOOT_A_LEFT} -gt 0; then
        setexpr BOOT_A_LEFT ${BOOT_A_LEFT} - 1
        setenv slot A
        setenv number 2
    elif test "${name}" = B && test 0x${BOOT_B_LEFT} -gt 0; then
        setexpr BOOT_B_LEFT ${BOOT_B_LEFT} - 1
        setenv slot B
        setenv number 3
    fi
done
if test -z "${slot}"; then
    setenv BOOT_A_LEFT 3
    setenv BOOT_B_LEFT 3
    saveenv
    reset
fi
saveenv
setenv bootargs "rauc.slot=${slot} @CMDLINE@ console=tty0"
ext4load ${devtype} ${devnum}:${number} ${kernel_addr_r} vmlinuz
ext4load ${devtype} ${devnum}:${number} ${ramdisk_addr_r} initrd.img
# The firmware's own device tree: it has put memory and addresses in.
booti ${kernel_addr_r} ${ramdisk_addr_r}:${filesize} ${fdt_addr}
reset
