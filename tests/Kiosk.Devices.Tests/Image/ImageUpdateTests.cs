namespace Kiosk.Devices.Tests.Image;

/// <summary>Beside <see cref="ImageTests"/>: updates and power cuts take as long as all others together.</summary>
[CollectionDefinition(nameof(ImageUpdateTests))]
public sealed class ImageUpdateTests;
