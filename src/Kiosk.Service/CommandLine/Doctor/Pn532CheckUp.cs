using Kiosk.Hardware.Readers.Pn532;
using Kiosk.Words;

namespace Kiosk.Service.CommandLine.Doctor;

/// <summary>What was found where the settings say that a PN532 is connected.</summary>
internal static class Pn532CheckUp
{
    /// <summary>The settings do not say where it is connected.</summary>
    public static IReadOnlyList<Finding> Unnamed =>
    [
        Daemon,
        new("reader", Health.Bad, new("Thiết lập chưa ghi cổng của đầu đọc PN532.", "The settings do not say where the PN532 is connected."), RemedyFor(new Pn532Probe.WrongDevice("", ""))),
    ];

    /// <param name="isHeldByService">The running service reads cards, so the port is in use by it.</param>
    public static IReadOnlyList<Finding> Of(Pn532Probe probe, bool isHeldByService = false) =>
    [
        Daemon,
        probe is Pn532Probe.Busy && isHeldByService
            ? new("reader", Health.Good, new($"Dịch vụ kiosk đang đọc thẻ bằng đầu đọc PN532 ở cổng {probe.Device}.", $"The kiosk service reads cards with the PN532 at {probe.Device}."))
            : Reader(probe),
    ];

    private static Finding Daemon { get; } =
        new("daemon", Health.Good, new("Đầu đọc PN532 không cần dịch vụ pcscd.", "A PN532 needs no pcscd."));

    private static Finding Reader(Pn532Probe probe) => probe is Pn532Probe.Answers answers
        ? new("reader", Health.Good, new($"Đầu đọc PN532 ở cổng {answers.Device}, phần mềm {answers.Firmware}.", $"PN532 at {answers.Device}, firmware {answers.Firmware}."))
        : new("reader", probe is Pn532Probe.Busy ? Health.Doubtful : Health.Bad, WhatOf(probe), RemedyFor(probe), probe.Detail);

    public static Phrase WhatOf(Pn532Probe probe) => probe switch
    {
        Pn532Probe.DeviceMissing => new($"Không có cổng {probe.Device} để nối đầu đọc PN532.", $"There is no {probe.Device} for the PN532."),
        Pn532Probe.AccessDenied => new($"Người dùng này chưa được phép mở cổng {probe.Device} của đầu đọc PN532.", $"This user may not open {probe.Device}, where the PN532 is connected."),
        Pn532Probe.Busy => new($"Cổng {probe.Device} đang được chương trình khác sử dụng.", $"Another program holds {probe.Device}."),
        Pn532Probe.WrongDevice => new(
            $"{probe.Device} không phải cổng nối tiếp hoặc bus I2C dùng được cho đầu đọc PN532.", $"{probe.Device} is no serial port or I2C bus that a PN532 can be used on."),
        Pn532Probe.WrongChip => new($"Vi mạch ở cổng {probe.Device} không phải PN532.", $"The chip at {probe.Device} is not a PN532."),
        _ => new($"Đầu đọc PN532 ở cổng {probe.Device} không trả lời.", $"The PN532 at {probe.Device} does not answer."),
    };

    /// <summary>What to do where it does not answer.</summary>
    public static Phrase RemedyFor(Pn532Probe probe) => probe switch
    {
        Pn532Probe.DeviceMissing => new(
            "Kiểm tra dây và Kiosk:Reader:Device; trên Raspberry Pi, bật cổng bằng raspi-config, mục Interface Options (Serial Port hoặc I2C).",
            "Check the cable and Kiosk:Reader:Device; on a Raspberry Pi switch the port on with raspi-config, Interface Options (Serial Port or I2C)."),
        Pn532Probe.AccessDenied => new(
            "Thêm người dùng của dịch vụ vào nhóm dialout (cổng nối tiếp) hoặc i2c: usermod -aG dialout,i2c kiosk",
            "Add the service's user to the group dialout (serial port) or i2c: usermod -aG dialout,i2c kiosk"),
        Pn532Probe.Busy => new(
            "Nếu máy điểm danh đang chạy, hãy xem: kiosk status. Nếu không, tìm chương trình đó bằng fuser và tắt dòng lệnh của hệ thống trên cổng nối tiếp (raspi-config).",
            "If the terminal is running, see: kiosk status. Otherwise find the program with fuser, and switch the login console on the serial port off (raspi-config)."),
        Pn532Probe.WrongDevice or Pn532Probe.WrongChip => new(
            "Ghi cổng của PN532 vào Kiosk:Reader:Device, ví dụ /dev/ttyAMA0 hoặc /dev/i2c-1.",
            "Set Kiosk:Reader:Device to where the PN532 is connected, such as /dev/ttyAMA0 or /dev/i2c-1."),
        _ => new(
            "Kiểm tra nguồn 3,3 V, dây TX–RX (bắt chéo) hoặc SDA–SCL và công tắc chọn HSU/I2C trên bo PN532; sau đó ngắt và cấp lại nguồn cho bo.",
            "Check the 3.3 V supply, the wires TX–RX (crossed) or SDA–SCL, and the HSU/I2C switches on the PN532 board; then cut its power and switch it on again."),
    };
}
