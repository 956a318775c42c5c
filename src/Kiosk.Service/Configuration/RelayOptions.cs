using System.ComponentModel.DataAnnotations;

namespace Kiosk.Service.Configuration;

/// <summary>The output that opens a door or gate for whoever was admitted.</summary>
internal sealed class RelayOptions : IValidatableObject
{
    /// <summary>GPIO line, or empty for none.</summary>
    public string Line { get; set; } = "";

    /// <summary>The door opens while the line is low.</summary>
    public bool ActiveLow { get; set; }

    /// <summary>
    /// In verify-only mode too the door opens, for a genuine card whose holder is not barred from meetings by the member's record, where there is one. Off: that mode only tells
    /// whether a card is genuine.
    /// </summary>
    public bool OpensInVerifyMode { get; set; }

    public int PulseMilliseconds { get; set; } = 3000;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (DeviceAddresses.MistakeInLine("Kiosk:Relay:Line", Line) is { } mistake)
        {
            yield return new(mistake);
        }

        if (PulseMilliseconds is < 50 or > 30_000)
        {
            yield return new("Kiosk:Relay:PulseMilliseconds must be between 50 and 30000.");
        }
    }
}
