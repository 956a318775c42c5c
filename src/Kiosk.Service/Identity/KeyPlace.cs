using Kiosk.Identity.Opening;
using Kiosk.Identity.Tpm;
using Kiosk.Service.Configuration;

namespace Kiosk.Service.Identity;

/// <summary>The settings of the keys as the key store takes them.</summary>
internal static class KeyPlace
{
    /// <exception cref="ConfigurationException">The TPM's address cannot be one.</exception>
    public static KeyStoreSettings Of(IdentityOptions options) => new(
        options.Keys is "auto" ? null : options.Keys,
        TpmAddress.Parse(options.Tpm) ?? throw new ConfigurationException(new("Kiosk:Identity:Tpm phải là đường dẫn của một thiết bị như /dev/tpmrm0.", "Kiosk:Identity:Tpm must be the path of a device such as /dev/tpmrm0.")));
}
