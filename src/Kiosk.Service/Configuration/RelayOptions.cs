using System.ComponentModel.DataAnnotations;

namespace Kiosk.Service.Configuration;

/// <summary>The output that opens a door or gate on admission.</summary>
internal sealed class RelayOptions : IValidatableObject
{
    /// <summary>GPIO line, or empty for none.</summary>
    public string Line { get; set; } = "";

    /// <summary>The door opens while the line is low.</summary>
    public bool ActiveLow { get; set; }

    /// <summary>Opens the door in verify-only mode too, for those whom the feed's rule for this point admits; without a rule for nobody. When off, that mode only shows whether a card is genuine and may pass.</summary>
    public bool OpensInVerifyMode { get; set; }

    /// <summary>Opens it for any genuine card while the feed has no rule for this point, unless the member's record, if there is one, bars its holder from meetings.</summary>
    public bool AdmitsAnyCard { get; set; }

    public int PulseMilliseconds { get; set; } = 3000;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (DeviceAddresses.MistakeInLine("Kiosk:Relay:Line", Line) is { } mistake)
        {
            yield return new(mistake);
        }

        if (PulseMilliseconds is < 50 or > 30_000)
        {
            yield return new("Kiosk:Relay:PulseMilliseconds must be between 50 and 30000.\nKiosk:Relay:PulseMilliseconds phải từ 50 đến 30000.");
        }
    }
}
