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

    /// <summary>The SPI bus on whose data line a ring or strip of WS2812B LEDs hangs, such as <c>/dev/spidev0.0</c>, instead of lines; or empty.</summary>
    public string Ring { get; set; } = "";

    /// <summary>How many LEDs the ring has.</summary>
    public int RingLeds { get; set; } = 12;

    /// <summary>Percent; twelve LEDs at full white take 0.7 A.</summary>
    public int RingBrightness { get; set; } = 25;

    public bool IsPresent => Ring.Length > 0 || HasLines;

    /// <summary>By key, present or not.</summary>
    public IEnumerable<(string Key, string Line)> Lines =>
        [("Kiosk:Lamp:Red", Red), ("Kiosk:Lamp:Green", Green), ("Kiosk:Lamp:Blue", Blue), ("Kiosk:Lamp:Amber", Amber), ("Kiosk:Lamp:White", White)];

    private bool HasLines => Lines.Any(line => line.Line.Length > 0);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var (key, line) in Lines)
        {
            if (DeviceAddresses.MistakeInLine(key, line) is { } mistake)
            {
                yield return new(mistake);
            }
        }

        if (HasLines && (Red.Length == 0 || Green.Length == 0))
        {
            yield return new("Kiosk:Lamp:Red and Kiosk:Lamp:Green must both be given: a lamp that cannot refuse, or cannot admit, misleads.\nKiosk:Lamp:Red và Kiosk:Lamp:Green phải cùng được nêu: đèn không báo từ chối được, hoặc không báo chấp nhận được, sẽ gây hiểu nhầm.");
        }

        if (HasLines && Ring.Length > 0)
        {
            yield return new("Kiosk:Lamp:Ring and the lines of Kiosk:Lamp name two lamps; give one of them.\nKiosk:Lamp:Ring và các đường của Kiosk:Lamp nêu hai đèn; chỉ nêu một.");
        }

        if (DeviceAddresses.MistakeInNode("Kiosk:Lamp:Ring", Ring, "/dev/spidev0.0") is { } wrongNode)
        {
            yield return new(wrongNode);
        }

        if (RingLeds is < 1 or > 64)
        {
            yield return new("Kiosk:Lamp:RingLeds must be between 1 and 64.\nKiosk:Lamp:RingLeds phải từ 1 đến 64.");
        }

        if (RingBrightness is < 1 or > 100)
        {
            yield return new("Kiosk:Lamp:RingBrightness must be between 1 and 100.\nKiosk:Lamp:RingBrightness phải từ 1 đến 100.");
        }
    }
}
