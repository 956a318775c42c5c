using System.Text.Json.Serialization;
using Kiosk.Ui.Screens;

namespace Kiosk.Service.Health;

/// <summary>What <c>kiosk show self-test</c> prints; no personal data.</summary>
/// <param name="Passed">Everything was tried and nothing was bad.</param>
/// <param name="Ended">How the run ended.</param>
internal sealed record DeviceCheckResult(string Terminal, bool Passed, DeviceCheckEnd Ended, IReadOnlyList<DeviceCheckLine> Steps)
{
    public static DeviceCheckResult Of(string terminal, DeviceCheckEnd ended, DeviceCheckSheet sheet)
    {
        DeviceCheckLine[] lines = [.. sheet.Lines.Select(DeviceCheckLine.Of)];
        return new(terminal, ended is DeviceCheckEnd.Complete && lines.All(line => line.State is not CheckState.Bad), ended, lines);
    }
}

/// <summary>How a run came to its end.</summary>
internal enum DeviceCheckEnd
{
    /// <summary>The service or whoever asked for it stopped.</summary>
    Stopped = 0,

    /// <summary>A card was laid on the reader, and check-in came first.</summary>
    CardArrived,

    Complete,
}

/// <summary>One step of it; <see cref="CheckState.Running"/> is one that was not tried to its end.</summary>
internal sealed record DeviceCheckLine(CheckState State, string NameVi, string NameEn, string DetailVi, string DetailEn)
{
    public static DeviceCheckLine Of(CheckLine line) => new(line.State, line.Name.Vietnamese, line.Name.English, line.Detail.Vietnamese, line.Detail.English);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(DeviceCheckResult))]
internal sealed partial class DeviceCheckResultJson : JsonSerializerContext;
