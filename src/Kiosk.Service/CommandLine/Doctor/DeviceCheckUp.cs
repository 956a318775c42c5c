using Kiosk.Hardware.Clock;
using Kiosk.Hardware.Devices;
using Kiosk.Hardware.Displays;
using Kiosk.Hardware.Displays.Characters;
using Kiosk.Hardware.Displays.Drm;
using Kiosk.Hardware.Displays.Panels;
using Kiosk.Hardware.Gpio;
using Kiosk.Hardware.Indicators;
using Kiosk.Hardware.Input;
using Kiosk.Hardware.Pwm;
using Kiosk.Hardware.Scanners;
using Kiosk.Service.Configuration;
using Kiosk.Service.Devices;
using Kiosk.Words;

namespace Kiosk.Service.CommandLine.Doctor;

/// <summary>
/// Looks for every device that the settings name. One that a running service holds is in order as far as can be seen from outside. What is driven, lamp, buzzer and
/// door, is asked only and stays as it is.
/// </summary>
internal sealed class DeviceCheckUp(KioskOptions options, TimeProvider time)
{
    private const string PanelName = "panel";

    public static readonly string[] Names = [PanelName, "lamp", "buzzer", "prompts", "relay", "tamper", "contact", "rtc", "touch", "keys", "scanner"];

    private readonly DeviceOpening devices = new(options, time);

    private static readonly Phrase Found = new("Tìm thấy thiết bị.", "The device is there.");

    /// <summary>One finding for each device in the settings; none for those that are absent on purpose.</summary>
    public IReadOnlyList<Finding> Look() =>
    [
        .. Panel(),
        .. Lines("lamp", options.Lamp.Red, options.Lamp.Green, options.Lamp.Blue, options.Lamp.Amber, options.Lamp.White),
        .. Trial("lamp", options.Lamp.Ring.Length > 0, () => LedRing.Examine(options.Lamp.Ring)),
        .. Lines("buzzer", options.Buzzer.Line),
        .. Trial("buzzer", options.Buzzer.PwmChip.Length > 0, () => KernelPwmChannel.Examine(options.Buzzer.PwmChip, options.Buzzer.PwmChannel)),
        .. Prompts(),
        .. Lines("relay", options.Relay.Line),
        .. Input("tamper", options.Inputs.Tamper),
        .. Input("contact", options.Inputs.DoorContact),
        .. Clock(),
        .. Touch(),
        .. Trial("keys", options.Inputs.HasKeys, () => Keypad.Open(options.Inputs.Keys, _ => { }, _ => { }).Dispose()),
        .. Scanner(),
    ];

    /// <summary>What is wrong and what to do, in one line.</summary>
    public static Phrase SentenceOf(DeviceException exception) => new(
        $"{WhatOf(exception).Vietnamese} {RemedyFor(exception).Vietnamese}", $"{exception.Message} {RemedyFor(exception).English}");

    /// <summary>What to do about a node that cannot be used.</summary>
    public static Phrase RemedyFor(DeviceException exception) => exception switch
    {
        DeviceMissingException => new(
            "Kiểm tra dây nối và nguồn; bật thiết bị trong /boot/firmware/config.txt (dtparam=i2c_arm=on, dtoverlay=pwm …) rồi khởi động lại; xem tên bằng gpioinfo hoặc ls /dev.",
            "Check wiring and power; enable the device in /boot/firmware/config.txt (dtparam=i2c_arm=on, dtoverlay=pwm …) and restart; look up names with gpioinfo or ls /dev."),
        DeviceAccessException => new(
            "Cho người dùng của dịch vụ vào nhóm gpio, i2c, spi, video, input, audio, dialout: usermod -aG gpio,i2c,spi,video,input,audio,dialout kiosk",
            "Put the service's user into the groups gpio, i2c, spi, video, input, audio, dialout: usermod -aG gpio,i2c,spi,video,input,audio,dialout kiosk"),
        DeviceBusyException => new(
            "Một chương trình khác hoặc trình điều khiển của nhân đang giữ thiết bị; nếu dịch vụ kiosk đang chạy thì đó là bình thường.",
            "Another program or a driver of the kernel holds the device; while the kiosk service runs, that is as it should be."),
        DeviceUnsupportedException => new(
            "Thiết bị không làm được điều này; đặt lại tên thiết bị trong thiết lập.",
            "The device cannot do this; name another one in the settings."),
        _ => new("Kiểm tra dây nối, nguồn và địa chỉ của thiết bị.", "Check wiring, power and the device's address."),
    };

    /// <summary>What is the matter with a node that cannot be used.</summary>
    public static Phrase WhatOf(DeviceException exception) => exception switch
    {
        DeviceMissingException => new($"Không tìm thấy thiết bị {exception.Device}.", $"There is no device {exception.Device}."),
        DeviceSilentException => new($"Không có thiết bị nào trả lời ở địa chỉ đã đặt trên bus {exception.Device}.", $"No device answers at its address on the bus {exception.Device}."),
        DeviceAccessException => new($"Người dùng này chưa được phép dùng thiết bị {exception.Device}.", $"This user may not use the device {exception.Device}."),
        DeviceBusyException => new($"Thiết bị {exception.Device} đang được dùng.", $"The device {exception.Device} is in use."),
        DeviceUnsupportedException => new($"Thiết bị {exception.Device} không làm được điều mà thiết lập yêu cầu.", $"The device {exception.Device} cannot do what the settings ask for."),
        _ => new($"Thiết bị {exception.Device} không trả lời hoặc báo lỗi.", $"The device {exception.Device} does not answer, or fails."),
    };

    private static IEnumerable<Finding> Trial(string name, bool isPresent, Action open)
    {
        if (!isPresent)
        {
            return [];
        }

        try
        {
            open();
            return [new(name, Health.Good, Found)];
        }
        catch (DeviceException exception)
        {
            return [Failed(name, exception)];
        }
    }

    private IEnumerable<Finding> Lines(string name, params string[] addresses)
    {
        try
        {
            var held = addresses.Select(GpioAddress.TryParse).OfType<GpioAddress>().Select(address => (Line: address, Holder: devices.Lines.HolderOf(address))).ToList();
            return held.Count == 0 ? []
                : held.FindIndex(line => line.Holder is not (null or GpioLines.Consumer)) is >= 0 and var at ? [HeldByStranger(name, held[at].Line, held[at].Holder!)]
                : held.Exists(line => line.Holder is not null) ? [new(name, Health.Good, new("Dịch vụ kiosk đang dùng thiết bị.", "The kiosk service holds the device."))]
                : [new(name, Health.Good, Found)];
        }
        catch (DeviceException exception)
        {
            return [Failed(name, exception)];
        }
    }

    private static Finding HeldByStranger(string name, GpioAddress line, string holder) => new(
        name,
        Health.Doubtful,
        new($"Chương trình khác đang giữ {line}: \"{holder}\".", $"{line} is held by \"{holder}\", which is not the kiosk service."),
        new(
            "Đặt lại đường GPIO trong thiết lập, hoặc tắt overlay hay chương trình đang giữ nó; gpioinfo liệt kê các đường.",
            "Name another line in the settings, or remove the overlay or program that holds this one; gpioinfo lists the lines."));

    private static Finding Failed(string name, DeviceException exception) => exception is DeviceBusyException
        ? new(name, Health.Good, new("Thiết bị đang được dùng.", "The device is in use."), RemedyFor(exception), exception.Message)
        : new(name, Health.Doubtful, WhatOf(exception), RemedyFor(exception), exception.Message);

    // A panel on I2C is only asked whether it answers: to be set up would wipe what a running service shows.
    private IEnumerable<Finding> Panel() => Trial(PanelName, options.Display.Kind is "drm" or "oled" or DisplayOptions.Lcd, () =>
    {
        if (options.Display.Kind == "drm")
        {
            DrmDisplay.Open(options.Display.Device, time).Dispose();
            return;
        }

        if (options.Display.Kind == DisplayOptions.Lcd)
        {
            CharacterDisplay.Examine(options.Display.Device, options.Display.AddressOrUsual);
            return;
        }

        OledDisplay.Examine(options.Display.Device, options.Display.AddressOrUsual);
    });

    private IEnumerable<Finding> Prompts()
    {
        using var prompts = DeviceOpening.Prompts(options);
        return prompts is null ? []
            : prompts.Obstacle is not { } obstacle ? [new("prompts", Health.Good, new("Phát được lời nói.", "Spoken sentences can be played."))]
            : [new("prompts", Health.Doubtful, new("Không phát được lời nói.", "Spoken sentences cannot be played."), new(
                $"Cài alsa-utils, nối loa; tạo các câu: image/prompts/make.sh {options.Buzzer.Prompts}",
                $"Install alsa-utils and connect a loudspeaker; make the sentences: image/prompts/make.sh {options.Buzzer.Prompts}"), obstacle)];
    }

    private IEnumerable<Finding> Input(string name, string address) => Trial(name, address.Length > 0, () => devices.Input(address, _ => { }, _ => { })?.Dispose());

    private IEnumerable<Finding> Clock()
    {
        try
        {
            return DeviceOpening.UseClock(options.Clock, clock => clock.Read()) switch
            {
                null => [],
                RealTimeReading.Running running => [new("rtc", Health.Good, new($"Đồng hồ có pin chỉ {running.Instant:yyyy-MM-ddTHH:mm:ssZ}.", $"The battery-backed clock says {running.Instant:yyyy-MM-ddTHH:mm:ssZ}."))],
                RealTimeReading.Stopped => [ClockUnset("Đồng hồ có pin đã dừng: hết pin hoặc chưa từng được chỉnh.", "The battery-backed clock stood still: its battery is empty, or it was never set.")],
                _ => [ClockUnset("Đồng hồ có pin không chứa ngày giờ hợp lệ.", "The battery-backed clock holds no date.")],
            };
        }
        catch (DeviceException exception)
        {
            return [Failed("rtc", exception)];
        }
    }

    private static Finding ClockUnset(string vietnamese, string english) => new(
        "rtc", Health.Doubtful, new(vietnamese, english), new("Thay pin CR2032, kết nối mạng, rồi chạy: kiosk devices clock --set now", "Change the CR2032 cell, connect a network, then run: kiosk devices clock --set now"));

    private IEnumerable<Finding> Touch() => Trial("touch", options.Touch.HasPanel, () =>
        TouchPanel.Open(options.Touch.Node, TouchCalibration.TryParse(options.Touch.Calibration, Rotation.None)!, () => (1, 1), _ => { }, _ => { }).Dispose());

    // A terminal that takes none all the same would be a puzzle at the door.
    private IEnumerable<Finding> Scanner() => options.Scanner.IsPresent && !options.Attended
        ? [new("scanner", Health.Doubtful, new("Máy không có cán bộ trực nên không nhận giấy mời.", "The terminal is unattended, so it takes no invitations."), new("Đặt Kiosk:Attended thành true nếu có cán bộ trực; nếu không, bỏ Kiosk:Scanner.", "Set Kiosk:Attended to true if staff is present; otherwise leave out Kiosk:Scanner."))]
        : Trial("scanner", options.Scanner.IsPresent, () => CodeScanner.Try(options.Scanner.Kind is ScannerOptions.Keyboard, options.Scanner.Device, time));
}
