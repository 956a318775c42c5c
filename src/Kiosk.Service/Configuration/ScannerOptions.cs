using System.ComponentModel.DataAnnotations;

namespace Kiosk.Service.Configuration;

/// <summary>The scanner of invitations. Invitations are taken at attended terminals only.</summary>
internal sealed class ScannerOptions : IValidatableObject
{
    public const string None = "none";
    public const string Keyboard = "keyboard";
    public const string Serial = "serial";

    /// <summary><c>none</c>; <c>keyboard</c> for a USB scanner that types what it reads (US layout, Enter at the end); or <c>serial</c> for one on a serial port (CDC-ACM).</summary>
    [RegularExpression("^(none|keyboard|serial)$", ErrorMessage = "Kiosk:Scanner:Kind must be none, keyboard or serial.\nKiosk:Scanner:Kind phải là none, keyboard hoặc serial.")]
    public string Kind { get; set; } = None;

    /// <summary>Its node, best by a name that stays: <c>/dev/input/by-id/…-event-kbd</c> or <c>/dev/serial/by-id/…</c>.</summary>
    public string Device { get; set; } = "";

    public bool IsPresent => Kind != None;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (IsPresent && Device.Length == 0)
        {
            yield return new("Kiosk:Scanner:Device must name the scanner's node, such as /dev/input/by-id/usb-NAME-event-kbd or /dev/ttyACM0.\nKiosk:Scanner:Device phải nêu thiết bị của máy quét, như /dev/input/by-id/usb-TÊN-event-kbd hoặc /dev/ttyACM0.");
        }

        if (!IsPresent && Device.Length > 0)
        {
            yield return new($"Kiosk:Scanner:Device is \"{Device}\" and goes with Kiosk:Scanner:Kind keyboard or serial only.\nKiosk:Scanner:Device là \"{Device}\" và chỉ đi với Kiosk:Scanner:Kind keyboard hoặc serial.");
        }

        if (DeviceAddresses.MistakeInNode("Kiosk:Scanner:Device", Device, "/dev/input/event0 or /dev/ttyACM0") is { } mistake)
        {
            yield return new(mistake);
        }
    }
}
