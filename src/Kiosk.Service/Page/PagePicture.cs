using Kiosk.Ui.Rendering.Pictures;

namespace Kiosk.Service.Page;

/// <summary>A screen as the page shows it.</summary>
/// <param name="File">PNG.</param>
/// <param name="Targets">The touch targets in it.</param>
internal sealed record PagePicture(byte[] File, IReadOnlyList<TouchTarget> Targets);
