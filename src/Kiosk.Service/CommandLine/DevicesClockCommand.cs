using System.CommandLine;
using System.Text.Json.Serialization;
using Kiosk.CommandLine;
using Kiosk.Hardware.Clock;
using Kiosk.Hardware.Devices;
using Kiosk.Service.CommandLine.Answers;
using Kiosk.Service.CommandLine.Arguments;
using Kiosk.Service.Configuration;
using Kiosk.Service.Devices;
using Kiosk.Words;

namespace Kiosk.Service.CommandLine;

/// <summary><c>kiosk devices clock</c>: reads or sets the battery-backed clock.</summary>
internal static class DevicesClockCommand
{
    public static Command Create(Language language)
    {
        var common = new CommonOptions(language);
        var set = new Option<string?>("--set") { Description = new Phrase("Đặt đồng hồ: \"now\" là giờ hệ thống, hoặc ISO 8601 như 2026-11-25T08:00:00Z, theo giờ Việt Nam nếu không có Z hay độ lệch.", "Set the clock: \"now\" for the system time, or ISO 8601 such as 2026-11-25T08:00:00Z, in Vietnam time if without Z or offset.").In(language), HelpName = "INSTANT" };
        var command = new Command("clock", new Phrase("Đọc hoặc đặt DS3231 trên Kiosk:Clock:Bus. Mã thoát 1: đồng hồ đã dừng hoặc không có ngày hợp lệ.", "Read or set the DS3231 on Kiosk:Clock:Bus. Exit code 1: it has stopped or holds no valid date.").In(language)) { set };
        common.AddTo(command);
        command.SetAction(parsed =>
        {
            var options = common.Settings(parsed).Clock;
            var reading = Use(options, parsed.GetValue(set) is { } text ? InstantOf(text) : null);
            var report = ClockReport.Of(reading);
            var code = reading is RealTimeReading.Running ? ExitCode.Done : ExitCode.No;
            var sentence = report.In(language);
            Console.WriteLine(parsed.GetValue(common.Json) ? JsonAnswer.Of(report, ClockReportJson.Default.ClockReport, code, sentence) : sentence);
            return code;
        });
        return command;
    }

    private static DateTimeOffset InstantOf(string text) =>
        text == "now" ? TimeProvider.System.GetUtcNow() : InstantArgument.Parse(text, "--set");

    private static RealTimeReading Use(ClockOptions options, DateTimeOffset? instant)
    {
        try
        {
            return DeviceOpening.UseClock(options, clock =>
            {
                if (instant is { } given)
                {
                    clock.Set(given);
                }

                return clock.Read();
            }) ?? throw new ServiceUnavailableException(new("Kiosk:Clock:Bus chưa nêu bus nào; hãy đặt là bus của DS3231, như /dev/i2c-1.", "Kiosk:Clock:Bus names no bus; set it to the DS3231's, such as /dev/i2c-1."));
        }
        catch (ArgumentOutOfRangeException exception)
        {
            throw new InputException(new("--set: đồng hồ chỉ giữ được các năm từ 2000 đến 2099.", "--set: the clock holds the years 2000 to 2099 only."), exception);
        }
        catch (DeviceException exception)
        {
            throw new ServiceUnavailableException(Doctor.DeviceCheckUp.SentenceOf(exception), exception);
        }
    }
}

/// <summary>The output of <c>kiosk devices clock</c>.</summary>
/// <param name="State">running, stopped or malformed.</param>
/// <param name="Instant">Null unless the clock is running.</param>
internal sealed record ClockReport(string State, DateTimeOffset? Instant)
{
    public static ClockReport Of(RealTimeReading reading) => reading switch
    {
        RealTimeReading.Running running => new("running", running.Instant),
        RealTimeReading.Stopped => new("stopped", null),
        _ => new("malformed", null),
    };

    /// <summary>The instant, or what is wrong and the remedy.</summary>
    public string In(Language language) => Instant is { } instant ? $"{instant:yyyy-MM-ddTHH:mm:ssZ}" : (State == "stopped"
        ? new Phrase("Đồng hồ đã dừng. Hãy chạy: kiosk devices clock --set now", "The clock has stopped. Run: kiosk devices clock --set now")
        : new Phrase("Đồng hồ không có ngày hợp lệ. Hãy chạy: kiosk devices clock --set now", "The clock holds no valid date. Run: kiosk devices clock --set now")).In(language);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ClockReport))]
internal sealed partial class ClockReportJson : JsonSerializerContext;
