using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace Kiosk.Service.Configuration;

/// <summary>The touch panel.</summary>
internal sealed class TouchOptions : IValidatableObject
{
    /// <summary><c>none</c>; <c>auto</c> for the first touch panel found; a node such as <c>/dev/input/event0</c>; or <c>page</c> if there is no panel but the page may send touches.</summary>
    public string Device { get; set; } = "none";

    /// <summary>Calibration matrix of six numbers in libinput's format, or empty.</summary>
    public string Calibration { get; set; } = "";

    /// <summary>Whether procedures can be chosen on the screen.</summary>
    public bool IsPresent => Device != "none";

    public bool HasPanel => Device is not ("none" or "page");

    /// <summary>The panel's node; empty for the first one found.</summary>
    public string Node => Device == "auto" ? "" : Device;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Device is not ("none" or "auto" or "page") && !Device.StartsWith('/'))
        {
            yield return new("Kiosk:Touch:Device must be none, auto, page or the path of a node such as /dev/input/event0.\nKiosk:Touch:Device phải là none, auto, page hoặc đường dẫn thiết bị như /dev/input/event0.");
        }

        var terms = Calibration.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (terms.Length is not (0 or 6) || !terms.All(term => double.TryParse(term, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)))
        {
            yield return new("Kiosk:Touch:Calibration must be six numbers separated by blanks, such as 1 0 0 0 1 0.\nKiosk:Touch:Calibration phải là sáu số cách nhau bằng dấu cách, như 1 0 0 0 1 0.");
        }
    }
}
