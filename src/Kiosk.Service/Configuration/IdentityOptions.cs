using System.ComponentModel.DataAnnotations;

namespace Kiosk.Service.Configuration;

/// <summary>The terminal's own keys.</summary>
internal sealed class IdentityOptions
{
    /// <summary>Where the first start makes them: <c>file</c>, <c>tpm</c>, or <c>auto</c> for a TPM if the machine has one. Later starts go on with what was made.</summary>
    [RegularExpression("^(auto|file|tpm)$", ErrorMessage = "Kiosk:Identity:Keys must be auto, file or tpm.\nKiosk:Identity:Keys phải là auto, file hoặc tpm.")]
    public string Keys { get; set; } = "auto";

    /// <summary>The TPM's device node, or a software TPM such as <c>swtpm:host=127.0.0.1,port=2321</c>.</summary>
    [RegularExpression("^(/.+|swtpm:host=[0-9A-Za-z.:-]+,port=[0-9]{1,5})$", ErrorMessage = "Kiosk:Identity:Tpm must be the path of a device such as /dev/tpmrm0.\nKiosk:Identity:Tpm phải là đường dẫn của một thiết bị như /dev/tpmrm0.")]
    public string Tpm { get; set; } = "/dev/tpmrm0";
}
