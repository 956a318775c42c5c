using System.ComponentModel.DataAnnotations;

namespace Kiosk.Service.Configuration;

/// <summary>The status lamp: an RGB LED (red, green, blue) or single LEDs. Each line is a name (<c>GPIO17</c>) or chip and offset (<c>gpiochip0:17</c>); empty for none.</summary>
internal sealed class LampOptions : IValidatableObject
{
    public string Red { get; set; } = "";

    public string Green { get; set; } = "";

    public string Blue { get; set; } = "";

    public string Amber { get; set; } = "";

    public string White { get; set; } = "";

    /// <summary>The LEDs are lit while their lines are low.</summary>
    public bool ActiveLow { get; set; }

    public bool IsPresent => All.Any(line => line.Value.Length > 0);

    private (string Key, string Value)[] All => [("Red", Red), ("Green", Green), ("Blue", Blue), ("Amber", Amber), ("White", White)];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var (key, value) in All)
        {
            if (DeviceAddresses.MistakeInLine($"Kiosk:Lamp:{key}", value) is { } mistake)
            {
                yield return new(mistake);
            }
        }

        if (IsPresent && (Red.Length == 0 || Green.Length == 0))
        {
            yield return new("Kiosk:Lamp:Red and Kiosk:Lamp:Green must both be given: a lamp that cannot refuse, or cannot admit, misleads.");
        }
    }
}
