using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Kiosk.Service.Configuration;

/// <summary>A procedure desk.</summary>
internal sealed class DeskOptions : IValidatableObject
{
    /// <summary>Whether a clerk's card must open the desk before any procedure is taken.</summary>
    public bool NeedsClerk { get; set; }

    /// <summary>Minutes after which a desk that a clerk opened closes.</summary>
    public int Minutes { get; set; } = 60;

    /// <summary>The clerk's own display.</summary>
    [ValidateObjectMembers]
    public ClerkDisplayOptions Display { get; set; } = new();

    // Not [Range]: the generated validator drops its message.
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        Minutes is < 1 or > 720 ? [new ValidationResult("Kiosk:Desk:Minutes must be between 1 and 720.\nKiosk:Desk:Minutes phải từ 1 đến 720.")] : [];
}
