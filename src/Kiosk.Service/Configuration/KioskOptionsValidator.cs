using Microsoft.Extensions.Options;

namespace Kiosk.Service.Configuration;

[OptionsValidator]
internal sealed partial class KioskOptionsValidator : IValidateOptions<KioskOptions>;
