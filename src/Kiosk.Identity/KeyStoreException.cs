using System.Security.Cryptography;

namespace Kiosk.Identity;

/// <summary>The terminal's keys cannot be opened or used. The message is a sentence for the operator that names the file or device.</summary>
internal sealed class KeyStoreException(string message, Exception? cause = null) : CryptographicException(message, cause);
