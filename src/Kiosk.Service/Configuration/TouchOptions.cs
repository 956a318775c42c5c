using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace Kiosk.Service.Configuration;

/// <summary>Where the terminal is touched.</summary>
internal sealed class TouchOptions : IValidatableObject
{
    /// <summary><c>none</c>, <c>auto</c> for the first touch panel there is, a node such as <c>/dev/input/event0</c>, or <c>page</c> where there is no panel but the page may touch the screen.</summary>
    public string Device { get; set; } = "none";

    /// <summary>Six numbers as libinput writes a calibration matrix, or empty.</summary>
    public string Calibration { get; set; } = "";

    /// <summary>Procedures can be chosen on the screen.</summary>
    public bool IsPresent => Device != "none";

    public bool HasPanel => Device is not ("none" or "page");

    /// <summary>Empty for the first there is.</summary>
    public string Node => Device == "auto" ? "" : Device;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Device is not ("none" or "auto" or "page") && !Device.StartsWith('/'))
        {
            yield return new("Kiosk:Touch:Device must be none, auto, page or the path of a node such as /dev/input/event0.");
        }

        var terms = Calibration.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (terms.Length is not (0 or 6) || !terms.All(term => double.TryParse(term, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)))
        {
            yield return new("Kiosk:Touch:Calibration must be six numbers separated by blanks, such as 1 0 0 0 1 0.");
        }
    }
}
