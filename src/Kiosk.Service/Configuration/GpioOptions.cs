using System.ComponentModel.DataAnnotations;

namespace Kiosk.Service.Configuration;

/// <summary>How GPIO lines are driven.</summary>
internal sealed class GpioOptions
{
    public const string Libgpiod = "libgpiod";

    /// <summary><c>kernel</c>, the kernel's own interface; or <c>libgpiod</c>, that library.</summary>
    [RegularExpression("^(kernel|libgpiod)$", ErrorMessage = "Kiosk:Gpio:Driver must be kernel or libgpiod.\nKiosk:Gpio:Driver phải là kernel hoặc libgpiod.")]
    public string Driver { get; set; } = "kernel";
}
