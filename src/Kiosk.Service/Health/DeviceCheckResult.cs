using System.Text.Json.Serialization;
using Kiosk.Ui.Screens;

namespace Kiosk.Service.Health;

/// <summary>The output of <c>kiosk show device-check</c>; contains no personal data.</summary>
/// <param name="Passed">Every step ran and none failed.</param>
/// <param name="Ended">How the run ended.</param>
internal sealed record DeviceCheckResult(string Terminal, bool Passed, DeviceCheckEnd Ended, IReadOnlyList<DeviceCheckLine> Steps)
{
    public static DeviceCheckResult Of(string terminal, DeviceCheckEnd ended, DeviceCheckSheet sheet)
    {
        DeviceCheckLine[] lines = [.. sheet.Lines.Select(DeviceCheckLine.Of)];
        return new(terminal, ended is DeviceCheckEnd.Complete && lines.All(line => line.State is not CheckState.Bad), ended, lines);
    }
}

/// <summary>How a device check ended.</summary>
internal enum DeviceCheckEnd
{
    /// <summary>The service stopped, or the caller went away.</summary>
    Stopped = 0,

    /// <summary>A card was placed on the reader; check-in takes precedence.</summary>
    CardArrived,

    Complete,
}

/// <summary>One step of a device check; <see cref="CheckState.Running"/> means that it did not finish.</summary>
internal sealed record DeviceCheckLine(CheckState State, string NameVi, string NameEn, string DetailVi, string DetailEn)
{
    public static DeviceCheckLine Of(CheckLine line) => new(line.State, line.Name.Vietnamese, line.Name.English, line.Detail.Vietnamese, line.Detail.English);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(DeviceCheckResult))]
internal sealed partial class DeviceCheckResultJson : JsonSerializerContext;
