#!/bin/bash
# First process of the guest: mounts what a program expects, makes the simulated chips, then obeys the second serial port line by line.
# Each answer is one line: what the command wrote, in Base64 ("-" for nothing), and its exit code.
export PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/run LANG=C.UTF-8
mount -t proc proc /proc
kernel=$(sed -n 's/.*guest\.kernel=\([^ ]*\).*/\1/p' /proc/cmdline)
mount -t sysfs sysfs /sys
mount -t tmpfs tmpfs /run
mount -t configfs configfs /sys/kernel/config
mount -t debugfs debugfs /sys/kernel/debug
mount -t tracefs tracefs /sys/kernel/tracing
mkdir -p /run/exchange /dev/shm
mount -t tmpfs tmpfs /dev/shm
mount -t 9p -o trans=virtio,version=9p2000.L exchange /run/exchange
ip link set lo up

mkdir -p /sys/kernel/config/gpio-sim/terminal/bank0/line5
echo 16 >/sys/kernel/config/gpio-sim/terminal/bank0/num_lines
echo TAMPER >/sys/kernel/config/gpio-sim/terminal/bank0/line5/name
echo terminal >/sys/kernel/config/gpio-sim/terminal/bank0/label
echo 1 >/sys/kernel/config/gpio-sim/terminal/live
chip=$(cat /sys/kernel/config/gpio-sim/terminal/bank0/chip_name)
ln -s "$(dirname /sys/devices/platform/gpio-sim.*/"$chip"/sim_gpio0)" /run/lines

# The kernel's record of what is written to the first eight lines and to the PWM channel, by the wall clock. Its 1.4 MB hold an hour of a blinking lamp.
first=$(sed -n "s/^$chip: GPIOs \([0-9]*\)-.*/\1/p" /sys/kernel/debug/gpio)
echo "$first" >/run/lines.first
echo 0 >/sys/kernel/tracing/tracing_on
echo tai >/sys/kernel/tracing/trace_clock
echo "get == 0 && gpio >= $first && gpio < $((first + 8))" >/sys/kernel/tracing/events/gpio/gpio_value/filter
echo 1 >/sys/kernel/tracing/events/gpio/gpio_value/enable
echo 1 >/sys/kernel/tracing/events/pwm/pwm_apply/enable

# 0x3c and 0x3d panels, 0x68 clock, 0x40 PWM chip, 0x30 backlight, 0x20 and 0x24 port expanders, 0x27 character display: registers that keep what is written to them.
insmod "$kernel/i2c-stub.ko" chip_addr=0x3c,0x3d,0x68,0x40,0x30,0x20,0x24,0x27
bus=$(basename "$(dirname "$(grep -l 'SMBus stub' /sys/bus/i2c/devices/i2c-*/name)")")
# A PWM chip comes out of its reset with this prescaler; the driver believes what it reads.
i2cset -y "${bus#i2c-}" 0x40 0xfe 0x1e
echo pca9685 0x40 >"/sys/bus/i2c/devices/$bus/new_device"
echo arc2c0608 0x30 >"/sys/bus/i2c/devices/$bus/new_device"
ln -s "/sys/bus/i2c/devices/$bus" /run/i2c

# The second card's panel stays off, so that whoever takes any panel takes the first.
echo off >/sys/class/drm/card1-Virtual-2/status

/lib/systemd/systemd-udevd --daemon
udevadm trigger --action=add
udevadm settle
amixer -q set Master 100% unmute
amixer -q set PCM 100% unmute
mkdir -p /run/pcscd
setsid pcscd --foreground >/run/pcscd.log 2>&1 </dev/null &

stty -F /dev/ttyS1 raw -echo
exec 3<>/dev/ttyS1
echo ready >&3
while IFS= read -r line <&3; do
    # A command that waits for ever must not keep those that come after it waiting.
    timeout -k 5 150 bash -c "$line" >/run/answer 2>&1 </dev/null 3>&-
    code=$?
    answer=$(base64 -w0 </run/answer)
    printf '%s %d\n' "${answer:--}" "$code" >&3
done
