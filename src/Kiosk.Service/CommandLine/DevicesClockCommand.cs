using System.CommandLine;
using System.Text.Json.Serialization;
using Kiosk.Hardware.Clock;
using Kiosk.Hardware.Devices;
using Kiosk.Service.CommandLine.Answers;
using Kiosk.Service.CommandLine.Arguments;
using Kiosk.Service.Configuration;
using Kiosk.Service.Devices;

namespace Kiosk.Service.CommandLine;

/// <summary><c>kiosk devices clock</c>: reads or sets the battery-backed clock.</summary>
internal static class DevicesClockCommand
{
    public static Command Create()
    {
        var common = new CommonOptions();
        var set = new Option<string?>("--set") { Description = "Set the clock: \"now\" for the system time, or ISO 8601 such as 2026-11-25T08:00:00Z, in Vietnam time if without Z or offset.", HelpName = "INSTANT" };
        var command = new Command("clock", "Read or set the DS3231 on Kiosk:Clock:Bus. Exit code 1: it has stopped or holds no valid date.") { set };
        common.AddTo(command);
        command.SetAction(parsed =>
        {
            var options = common.Settings(parsed).Clock;
            var reading = Use(options, parsed.GetValue(set) is { } text ? InstantOf(text) : null);
            var report = ClockReport.Of(reading);
            var code = reading is RealTimeReading.Running ? ExitCode.Done : ExitCode.No;
            Console.WriteLine(parsed.GetValue(common.Json) ? JsonAnswer.Of(report, ClockReportJson.Default.ClockReport, code, $"The clock is {report}") : report.ToString());
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
            }) ?? throw new ServiceUnavailableException("Kiosk:Clock:Bus names no bus; set it to the DS3231's, such as /dev/i2c-1.");
        }
        catch (ArgumentOutOfRangeException exception)
        {
            throw new InputException("--set: the clock holds the years 2000 to 2099 only.", exception);
        }
        catch (DeviceException exception)
        {
            throw new ServiceUnavailableException($"{exception.Message} {Doctor.DeviceCheckUp.RemedyFor(exception).English}", exception);
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

    public override string ToString() => Instant is { } instant ? $"{instant:yyyy-MM-ddTHH:mm:ssZ}" : $"{State}: kiosk devices clock --set now";
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ClockReport))]
internal sealed partial class ClockReportJson : JsonSerializerContext;
